"""A statement is planned for the tables as they are, not as they were when the server started."""

from models.session import Session


def plan_afresh(session: Session) -> None:
    """Have PostgreSQL plan each statement of this unit anew.

    It keeps a plan from when the tables were nearly empty (a scan) until they are analyzed, which
    is a minute too late for a backlog that has just grown. Nor may it compile one to machine code:
    it does so for what it thinks costs much, and that takes a hundred times as long as these run.
    SQLite never scans where an index fits.
    """
    if not session.sqlite:
        session.driver.execute("SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off")
