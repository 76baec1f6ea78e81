"""The codes by which work and expenses are sorted on invoices: the UTBMS sets, as published.

Litigation tasks, activities and expenses (Uniform Task-Based Management System, 1995 and 2007).
"""

from typing import Any, Final

ACTIVITY: Final = "activity"
TASK: Final = "task"
EXPENSE: Final = "expense"

CODE_SETS: Final = {
    ACTIVITY: ("a7498aff-3fb2-5109-bb65-35cf5b6b141a", "UTBMS activities"),
    TASK: ("76fed723-3583-58bf-8831-de8172083a74", "UTBMS litigation tasks"),
    EXPENSE: ("d92f8be9-3cc6-5149-b267-58f9ea57e9e3", "UTBMS expenses"),
}
"""Id and label of the set of each kind; the ids never change."""

_ACTIVITIES: Final = {
    "A101": "Plan and prepare for",
    "A102": "Research",
    "A103": "Draft and revise",
    "A104": "Review and analyze",
    "A105": "Communicate in the firm",
    "A106": "Communicate with the client",
    "A107": "Communicate with other outside counsel",
    "A108": "Communicate with others outside",
    "A109": "Appear for and attend",
    "A110": "Manage data and files",
    "A111": "Other",
}
_TASKS: Final = {
    "L100": "Case assessment, development and administration",
    "L110": "Fact investigation and development",
    "L120": "Analysis and strategy",
    "L130": "Experts and consultants",
    "L140": "Document and file management",
    "L150": "Budgeting",
    "L160": "Settlement and non-binding ADR",
    "L190": "Other case assessment, development and administration",
    "L200": "Pre-trial pleadings and motions",
    "L210": "Pleadings",
    "L220": "Preliminary injunctions and provisional remedies",
    "L230": "Court mandated conferences",
    "L240": "Dispositive motions",
    "L250": "Other written motions and submissions",
    "L260": "Class action certification and notice",
    "L300": "Discovery",
    "L310": "Written discovery",
    "L320": "Document production",
    "L330": "Depositions",
    "L340": "Expert discovery",
    "L350": "Discovery motions",
    "L390": "Other discovery",
    "L400": "Trial preparation and trial",
    "L410": "Fact witnesses",
    "L420": "Expert witnesses",
    "L430": "Written motions and submissions",
    "L440": "Other trial preparation and support",
    "L450": "Trial and hearing attendance",
    "L460": "Post-trial motions and submissions",
    "L470": "Enforcement",
    "L500": "Appeal",
    "L510": "Appellate motions and submissions",
    "L520": "Appellate briefs",
    "L530": "Oral argument",
}
_EXPENSES: Final = {
    "E101": "Copying",
    "E102": "Outside printing",
    "E103": "Word processing",
    "E104": "Facsimile",
    "E105": "Telephone",
    "E106": "Online research",
    "E107": "Delivery services and messengers",
    "E108": "Postage",
    "E109": "Local travel",
    "E110": "Out-of-town travel",
    "E111": "Meals",
    "E112": "Court fees",
    "E113": "Subpoena fees",
    "E114": "Witness fees",
    "E115": "Deposition transcripts",
    "E116": "Trial transcripts",
    "E117": "Trial exhibits",
    "E118": "Litigation support vendors",
    "E119": "Experts",
    "E120": "Private investigators",
    "E121": "Arbitrators and mediators",
    "E122": "Local counsel",
    "E123": "Other professionals",
    "E124": "Other",
}
_CODES: Final = {ACTIVITY: _ACTIVITIES, TASK: _TASKS, EXPENSE: _EXPENSES}


def page() -> dict[str, Any]:
    """Give `{activityCodes, taskCodes, expenseCodes}`, each code with the set that it is of."""
    return {f"{kind}Codes": _listed(kind) for kind in _CODES}


def known(kind: str, code: str) -> bool:
    """Whether there is such a code among those of the kind: activity, task or expense."""
    return code in _CODES[kind]


def known_set(code_set_id: str) -> bool:
    """Whether there is a code set with this id."""
    return any(code_set_id == id for id, _ in CODE_SETS.values())


def _listed(kind: str) -> list[dict[str, Any]]:
    id, label = CODE_SETS[kind]
    return [
        {"code": code, "label": said, "codeSetId": id, "codeSet": {"label": label}}
        for code, said in _CODES[kind].items()
    ]
