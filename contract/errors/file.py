"""Refusals of files: as they are uploaded, and by the links under which they are handed out."""

from contract.errors.refusal import Refusal, samples


class FileTooLarge(Refusal):
    """Found while the file is read: nothing of it is kept."""

    code = "file_too_large"
    detail = "The file may have {limit} bytes at most."
    sample = samples(limit=26_214_400)


class UnsupportedFileType(Refusal):
    """By its first bytes; the name of the file and the type that the caller claims do not count."""

    code = "unsupported_file_type"
    detail = "The file must be one of these types: {expected}."
    sample = samples(expected="image/jpeg, image/png")


class ImageUnreadable(Refusal):
    """Cut off, faulty, or so large when unpacked that only an attacker could have made it."""

    code = "image_unreadable"
    detail = "The image is damaged or has too many pixels."
    location = "body.image"


class LinkExpired(Refusal):
    """The link was ours, and its time is over."""

    code = "link_expired"
    detail = "This link has expired. Read the data again to get a new one."


class LinkInvalid(Refusal):
    """Not a link of this server, or changed on the way."""

    code = "link_invalid"
    detail = "This link is not valid. Read the data again to get a new one."
