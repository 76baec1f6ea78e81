"""One worker at a time serves a destination: its lane is leased, and the lease is what fences."""

from models.delivery.lane.claim import claim, claim_one
from models.delivery.lane.keep import release, renew
from models.delivery.lane.shape import Lane, outbound_key, secrets

__all__ = ["Lane", "claim", "claim_one", "outbound_key", "release", "renew", "secrets"]
