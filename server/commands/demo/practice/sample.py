"""Twelve clients and twenty matters, the same at every call; nobody of that name is meant."""

from typing import NamedTuple


class Sample(NamedTuple):
    """One client."""

    name: str
    reference: str
    person: str
    city: str
    industry: str


class Case(NamedTuple):
    """One matter; `client` is a reference and `area` the number of a practice area."""

    client: str
    name: str
    kind: str
    area: int
    responsible: str


CLIENTS = (
    Sample("North Bakery", "NB", "Rosa Amsel", "Springfield", "Food"),
    Sample("Harbor Logistics", "HL", "Tom Vance", "Duluth", "Transport"),
    Sample("Lakeside Properties", "LP", "Nora Quist", "Madison", "Real estate"),
    Sample("Green Valley Farms", "GVF", "Ida Brandt", "Dubuque", "Agriculture"),
    Sample("Brightwater Clinic", "BC", "Leo Tamm", "Rockford", "Health"),
    Sample("Oakridge School", "OS", "May Fenn", "Peoria", "Education"),
    Sample("Meridian Insurance", "MI", "Carl Stone", "Chicago", "Insurance"),
    Sample("Pine and Sons", "PS", "Otto Pine", "Joliet", "Carpentry"),
    Sample("Copper Kettle Brewing", "CKB", "Jill Moran", "Milwaukee", "Food"),
    Sample("Sam Okoro", "OKO", "Sam Okoro", "Evanston", "Private"),
    Sample("Estate of Lena Marsh", "MAR", "Paul Marsh", "Aurora", "Private"),
    Sample("Lind and Lovell", "OWN", "Rosa Lind", "Chicago", "Legal services"),
)
CASES = (
    Case("NB", "Lease of the new shop", "hourly", 0, "Ada"),
    Case("NB", "Supply agreement", "hourly", 1, "Ben"),
    Case("HL", "Purchase of a warehouse", "hourly", 0, "Ada"),
    Case("HL", "Claim of a dismissed driver", "hourly", 2, "Clara"),
    Case("HL", "Standard terms", "fixedFee", 1, "Ben"),
    Case("LP", "Eviction, Unit 12", "hourly", 3, "Clara"),
    Case("LP", "Sale of Lake Road 40", "hourly", 0, "Ada"),
    Case("GVF", "Water rights", "hourly", 3, "Rosa"),
    Case("GVF", "Succession of the farm", "hourly", 4, "Rosa"),
    Case("BC", "Employment contracts", "fixedFee", 2, "Clara"),
    Case("BC", "Complaint of a patient", "hourly", 3, "Ben"),
    Case("OS", "Teachers' handbook", "fixedFee", 2, "Clara"),
    Case("MI", "Subrogation, file 88-1042", "hourly", 3, "Ben"),
    Case("MI", "Subrogation, file 88-1077", "hourly", 3, "Ben"),
    Case("PS", "Unpaid invoices", "contingency", 3, "Clara"),
    Case("CKB", "Trademark license", "hourly", 1, "Ada"),
    Case("CKB", "Purchase of the tap room", "fixedFee", 0, "Ada"),
    Case("OKO", "Will and power of attorney", "fixedFee", 4, "Rosa"),
    Case("MAR", "Probate", "probono", 4, "Rosa"),
    Case("OWN", "Knowledge and training", "internal", 1, "Rosa"),
)
