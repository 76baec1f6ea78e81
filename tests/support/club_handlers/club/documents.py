"""Operations with files, as handlers of the studio have them."""

from models import link
from storage import Download, new_key


def add_document(session, tenant, member_id, *, body, upload, files):
    key = new_key("documents")
    files.put(key, upload.path)
    if body["reason"] == "Away":
        raise ArithmeticError("what a programmer did not foresee")
    return {
        "url": key,
        "size": upload.size,
        "sha256": upload.sha256,
        "type": upload.media_type,
        "about": body,
        "copies": [{"url": key}, {"url": None}, {}],
    }


def set_image(session, tenant, member_id, upload, files):
    key = new_key("images")
    files.put(key, upload.path)
    return {"url": key, "size": upload.size, "sha256": upload.sha256, "type": upload.media_type}


def get_file(session, signed, files):
    return Download.of(files, link.key_of(session.vault, signed, now=session.now), name="é.pdf")
