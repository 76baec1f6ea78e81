from decimal import Decimal

from sqlalchemy import bindparam, select

from models.hot import Hot
from models.practice import user
from models.practice.table.user import User


def test_a_literal_is_kept_as_its_column_keeps_values(alice):
    ada = {"firstName": "Ada", "lastName": "Lovell", "role": "attorney", "email": "a@firm.example"}
    dear = Hot(
        select(User.rate).where(User.tenant == bindparam("tenant"), User.rate > Decimal("99.5"))
    )

    alice.write(user.create, ada | {"rate": 99.5})
    assert alice.read(lambda s, t: dear.first(s, tenant=t)) is None
    alice.write(user.create, ada | {"rate": 99.51})
    assert alice.read(lambda s, t: dear.first(s, tenant=t)) == (Decimal("99.51"),)
