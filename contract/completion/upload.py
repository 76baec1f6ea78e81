"""`upload`: the types and the size of the file are told with its part, and refused with statuses of their own."""

from typing import Any

from contract.completion.draft import Draft
from contract.multipart import MEDIA_TYPE, is_multipart, parts_of

Json = dict[str, Any]


def complete(draft: Draft) -> None:
    """Describe the parts and add the refusals."""
    rule = draft.rules.upload
    body = draft.resolve(draft.definition.get("requestBody", {}))
    if rule is None:
        if is_multipart(body):
            draft.refuse("upload", f"a body of {MEDIA_TYPE} needs this rule")
        return
    if not is_multipart(body):
        draft.refuse("upload", f"the operation has no body of {MEDIA_TYPE}")
    try:
        parts = parts_of(body, draft.resolve)
    except ValueError as exc:
        draft.refuse("upload", str(exc))
    if parts.file_required is not rule.required:
        must = "must" if rule.required else "must not"
        draft.refuse("upload", f"the part {parts.file} {must} be required")
    if not parts.file_required and not parts.data_required:
        draft.refuse("upload", "a body may be without its file, but not without any part")
    absent = "" if rule.required else " may be left out. It"
    kinds = ", ".join(rule.types)
    told = f"The file{absent} may have {rule.limit} bytes at most and is one of {kinds}."
    encoding = {parts.file: {"contentType": kinds}}
    if parts.data is not None:
        encoding = {parts.data: {"contentType": "application/json"}} | encoding
    media = {**body["content"][MEDIA_TYPE], "encoding": encoding}
    media["schema"] = {**draft.resolve(media["schema"]), "additionalProperties": False}
    description = f"{body.get('description', '')}\n\n{told}".strip()
    changed = {**body, "description": description, "required": True, "content": {MEDIA_TYPE: media}}
    draft.definition["requestBody"] = changed
    draft.fail("file_too_large", "unsupported_file_type", own=True)
