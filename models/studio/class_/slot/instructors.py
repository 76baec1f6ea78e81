"""The instructors of a slot are held, found free, and entered; and let go again."""

from sqlalchemy import delete, insert

from contract.errors.studio_bookings import InstructorAlreadyBooked
from models.session import Session
from models.studio import occupation
from models.studio.employee.find import demand
from models.studio.number import possible
from models.studio.opening import Span
from models.studio.table.class_slot import ClassSlotInstructor


def engage(
    session: Session, tenant: str, instructors: set[int], time: Span, *, besides: int = 0
) -> None:
    """Hold the instructors' time; raise `EmployeeNotFound` or `InstructorAlreadyBooked`."""
    occupation.hold(session, tenant, occupation.EMPLOYEE, filter(possible, instructors))
    demand(session, tenant, instructors)
    for id in sorted(instructors):
        if occupation.busy(session, tenant, occupation.EMPLOYEE, id, time, besides=besides):
            raise InstructorAlreadyBooked


def enter(session: Session, tenant: str, slot_id: int, instructors: set[int], time: Span) -> None:
    """Give the slot these instructors, who must be engaged."""
    for id in sorted(instructors):
        row = {"tenant": tenant, "slot_id": slot_id, "employee_id": id}
        session.execute(insert(ClassSlotInstructor).values(row))
        occupation.take(session, tenant, occupation.EMPLOYEE, id, time, source=slot_id)


def leave(session: Session, tenant: str, slot_id: int) -> None:
    """Take all instructors from the slot."""
    session.execute(
        delete(ClassSlotInstructor)
        .where(ClassSlotInstructor.tenant == tenant, ClassSlotInstructor.slot_id == slot_id)
        .execution_options(synchronize_session=False)
    )
    occupation.release(session, tenant, slot_id)
