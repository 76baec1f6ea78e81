"""Operations on papers and pictures of customers, and on the links to them."""

from typing import Any

from contract.errors import LinkInvalid
from handlers.studio import kept
from models import link
from models.paging import Page, Slice
from models.session import Session
from models.studio import customer, document
from storage import Download, FileAbsent, Filing, Upload

Json = dict[str, Any]
NAMES = {
    "application/pdf": "document.pdf",
    "image/jpeg": "document.jpg",
    "image/png": "document.png",
}


def list_documents(session: Session, tenant: str, customer_id: int, page: Page) -> Slice:
    return document.page(session, tenant, customer_id, page)


def create_document(
    session: Session,
    tenant: str,
    customer_id: int,
    upload: Upload,
    files: Filing,
    *,
    description: str | None = None,
) -> Json:
    return document.create(
        session,
        tenant,
        customer_id,
        file=kept(files, upload, tenant),
        name=upload.name or NAMES[upload.media_type],
        media_type=upload.media_type,
        size=upload.size,
        description=description,
    )


def get_document(session: Session, tenant: str, customer_id: int, id_: int) -> Json:
    return document.find(session, tenant, customer_id, id_)


def replace_customer_image(
    session: Session, tenant: str, customer_id: int, upload: Upload, files: Filing
) -> Json:
    before = customer.held(session, tenant, customer_id).get("imageUrl")
    if before is not None:
        files.delete(before)
    file = kept(files, upload, tenant)
    return document.replace_image(session, tenant, customer_id, file=file)


def get_file(session: Session, signed: str, files: Filing) -> Download:
    key = link.key_of(session.vault, signed, now=session.now)
    try:
        return Download.of(files, key, name=document.name_of(session, key))
    except FileAbsent as exc:
        raise LinkInvalid from exc
