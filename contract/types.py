# Made from openapi.yaml by `make generate`; never edited.

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

Timestamp: TypeAlias = str


Kind: TypeAlias = str


ResourceName: TypeAlias = str


ResourceState: TypeAlias = Literal['draft', 'active', 'suspended', 'retired']


RequestId: TypeAlias = str


Labels: TypeAlias = dict[str, str]
"""
Short texts to find resources by, at most 64. A key has at most 63 characters. Keep colons out of keys: a
search by `key:value` takes the first colon as the end of the key.

"""


Attributes: TypeAlias = dict[str, Any]
"""
Any JSON object of yours, at most 64 KiB as JSON text. The server keeps it and does not interpret it.
"""


class ResourceContent(TypedDict):
    """
    What a client writes of a resource.
    """

    kind: Kind
    name: ResourceName
    description: NotRequired[str]
    labels: NotRequired[Labels]
    attributes: NotRequired[Attributes]


class ResourcePatch(TypedDict):
    """
    A JSON merge patch (RFC 7396) of what a client writes of a resource.
    """

    kind: NotRequired[Kind]
    name: NotRequired[ResourceName]
    description: NotRequired[str | None]
    labels: NotRequired[dict[str, str | None] | None]
    attributes: NotRequired[dict[str, Any] | None]


class Resource(TypedDict):
    """
    A resource as it is kept.
    """

    id: str
    kind: Kind
    name: ResourceName
    description: NotRequired[str]
    labels: Labels
    attributes: Attributes
    state: ResourceState
    version: int
    createdAt: Timestamp
    updatedAt: Timestamp


class Transition(TypedDict):
    """
    A move to another state.
    """

    to: ResourceState
    reason: NotRequired[str]


class Change(TypedDict):
    """
    One change of a resource.
    """

    version: int
    action: Literal['created', 'updated', 'state_changed', 'deleted']
    at: Timestamp
    actor: NotRequired[str]
    requestId: NotRequired[RequestId]
    reason: NotRequired[str]
    before: NotRequired[Resource]
    after: NotRequired[Resource]


class Touched(TypedDict):
    """
    One thing that a call changed; `getRequest` also says how it was before and after.
    """

    kind: str
    id: str
    before: NotRequired[dict[str, Any]]
    after: NotRequired[dict[str, Any]]


Scope: TypeAlias = Literal['registry:read', 'registry:write', 'registry:audit', 'platform:read', 'platform:keys', 'platform:activations', 'platform:admin', '*']


Scopes: TypeAlias = list[Scope]
"""
What the key may do.
"""


Language: TypeAlias = Literal['cs', 'de', 'en', 'es', 'fr', 'hu', 'it', 'nb', 'nl', 'pl', 'ro', 'ru', 'sl', 'sv', 'tr', 'de-CH', 'de-LI', 'en-CA', 'en-GB', 'en-US', 'fr-LU']


OrganizationName: TypeAlias = str


DisplayName: TypeAlias = str


class Organization(TypedDict):
    """
    The owner of everything that its keys create.
    """

    organizationId: str
    name: OrganizationName
    handle: str
    displayName: DisplayName
    language: Language
    createdAt: Timestamp


class OrganizationPatch(TypedDict):
    """
    A JSON merge patch (RFC 7396) of an organization.
    """

    displayName: NotRequired[str]
    language: NotRequired[Language]


class NewOrganization(TypedDict):
    """
    What the operator says of a new organization.
    """

    name: OrganizationName
    displayName: NotRequired[DisplayName]
    language: NotRequired[Language]
    scopes: Scopes


KeyId: TypeAlias = str


KeyName: TypeAlias = str


Environment: TypeAlias = Literal['live', 'test']


class Key(TypedDict):
    """
    A key as it can be shown at any time.
    """

    id: KeyId
    name: KeyName
    environment: Environment
    scopes: Scopes
    createdAt: Timestamp
    expiresAt: NotRequired[str]
    lastUsedAt: NotRequired[str]
    revokedAt: NotRequired[str]
    replacedBy: NotRequired[str]


class CreatedKey(Key):
    """
    A key with its secret, shown once.
    """

    key: str


class NewKey(TypedDict):
    """
    What a new key is for and what it may do.
    """

    name: KeyName
    scopes: Scopes
    environment: NotRequired[Environment]
    expiresAt: NotRequired[str]


class Rotation(TypedDict):
    """
    How a key is replaced.
    """

    overlapSeconds: int


ActivationState: TypeAlias = Literal['IN_REVIEW', 'ACTIVE', 'DEACTIVATED']


AppName: TypeAlias = str


EmailAddress: TypeAlias = str


Type: TypeAlias = str


class Webhook(TypedDict):
    """
    Where the partner wants to hear of events, and of which.
    """

    url: str
    types: NotRequired[list[Type]]


class NewActivation(TypedDict):
    """
    Who is let in, and to what.
    """

    app: AppName
    contactEmail: EmailAddress
    scopes: Scopes
    webhooks: NotRequired[list[Webhook]]


class Activation(TypedDict):
    """
    An integration of a third party with your organization.
    """

    id: str
    app: AppName
    contactEmail: EmailAddress
    scopes: Scopes
    webhooks: NotRequired[list[Webhook]]
    state: ActivationState
    keyId: str
    createdAt: Timestamp
    confirmedAt: NotRequired[str]
    deactivatedAt: NotRequired[str]


class Usage(TypedDict):
    """
    The calls of one operation with one key in one hour.
    """

    hour: str
    keyId: KeyId
    operation: str
    calls: int
    errors: int
    p50: NotRequired[float]
    p99: NotRequired[float]


class ListResourcesPage(TypedDict):
    """
    One page of a list.
    """

    items: list[Resource]
    continuationToken: NotRequired[str]


class Fault(TypedDict):
    """
    One thing that is wrong with a request.
    """

    location: str
    message: str


class InvalidRequest(TypedDict):
    """
    The request does not fit this document.
    """

    code: Literal['invalidRequest']
    message: str
    details: list[Fault]


class Error(TypedDict):
    """
    Why the call was refused.
    """

    status: int
    error: str
    message: str


class ListResourceHistoryPage(TypedDict):
    """
    One page of a list.
    """

    items: list[Change]
    continuationToken: NotRequired[str]


class Problem(TypedDict):
    """
    Why the call was refused: problem details, RFC 9457.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    traceId: NotRequired[str]
    errors: NotRequired[list[Fault]]


class ListKeysPage(TypedDict):
    """
    One page of a list.
    """

    items: list[Key]
    limit: int
    offset: int
    total: int


class ListActivationsPage(TypedDict):
    """
    One page of a list.
    """

    items: list[Activation]
    limit: int
    offset: int
    total: int


class ListUsagePage(TypedDict):
    """
    One page of a list.
    """

    items: list[Usage]
    limit: int
    offset: int
    total: int


class RequestRecord(TypedDict):
    """
    What became of one call.
    """

    requestId: RequestId
    operation: str
    keyId: NotRequired[str]
    receivedAt: Timestamp
    finishedAt: Timestamp
    status: int
    error: NotRequired[str]
    replayOf: NotRequired[str]
    replays: int
    repeats: int
    touched: list[Touched]


class CreatedOrganization(TypedDict):
    """
    A new organization and its first key, shown once.
    """

    organization: Organization
    key: CreatedKey


class ListRequestsPage(TypedDict):
    """
    One page of a list.
    """

    items: list[RequestRecord]
    continuationToken: NotRequired[str]
