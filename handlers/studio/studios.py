"""Operations under /studios."""

from typing import Any

from contract.types import ClosingHours, StudioDetails, StudioSettingsChange, WeeklyHours
from handlers.studio import arguments
from models.platform import activation
from models.session import Caller, Session
from models.studio import checkin, studio

Json = dict[str, Any]


def get_studio_information(session: Session, tenant: str) -> Json:
    return studio.find(session, tenant)


def update_studio_information(session: Session, tenant: str, body: StudioDetails) -> Json:
    return studio.change(session, tenant, dict(body))


def update_opening_hours(session: Session, tenant: str, body: list[WeeklyHours]) -> Json:
    return studio.change_opening_hours(session, tenant, [dict(hours) for hours in body])


def update_closing_hours(session: Session, tenant: str, body: list[ClosingHours]) -> Json:
    return studio.change_closing_hours(session, tenant, [dict(hours) for hours in body])


def get_studio_settings(session: Session, tenant: str) -> Json:
    return studio.settings(session, tenant)


def update_studio_settings(session: Session, tenant: str, body: StudioSettingsChange) -> Json:
    return studio.set_up(session, tenant, **arguments(body))


def get_studio_utilization(session: Session, tenant: str) -> Json:
    return checkin.utilization(session, tenant)


def confirm_studio_activation(session: Session, tenant: str, caller: Caller) -> Json:
    own = activation.of_key(session, tenant, caller.key_id)
    return activation.confirm(session, tenant, own["id"])
