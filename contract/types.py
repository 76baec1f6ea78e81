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


class Data1(TypedDict):
    """
    What it happened to: `name` of organizations and keys, `app` and `state` of activations.

    """

    id: str


class PlatformEvent(TypedDict):
    """
    That something happened to your organization, a key or an integration; read it to learn how it is now.
    """

    id: str
    type: Literal['organization.created', 'organization.updated', 'key.created', 'key.updated', 'key.rotated', 'key.revoked', 'activation.created', 'activation.state_changed']
    timestamp: Timestamp
    data: Data1


MessagingScope: TypeAlias = str


PlainScope: TypeAlias = Literal['registry:read', 'registry:write', 'registry:audit', 'platform:read', 'platform:keys', 'platform:activations', 'platform:admin', 'STUDIO_READ', 'STUDIO_ADMIN', 'CUSTOMER_READ', 'CUSTOMER_WRITE', 'CUSTOMER_CONTRACT_READ', 'CUSTOMER_ACCESS_MEDIUM_WRITE', 'CUSTOMER_ACCESS_RESTRICTION_WRITE', 'CUSTOMER_DOCUMENT_READ', 'CUSTOMER_DOCUMENT_WRITE', 'CUSTOMER_ACCOUNT_READ', 'CUSTOMER_ACCOUNT_WRITE', 'CUSTOMER_SELF_SERVICE_READ', 'CUSTOMER_SELF_SERVICE_WRITE', 'CHECKIN_READ', 'CHECKIN_WRITE', 'ADDITIONAL_INFORMATION_READ', 'ADDITIONAL_INFORMATION_WRITE', 'EMPLOYEE_READ', 'CLASSES_READ', 'CLASSES_WRITE', 'BOOKABLE_APPOINTMENTS_READ', 'APPOINTMENTS_WRITE', 'MEMBERSHIP_READ', 'MEMBERSHIP_WRITE', 'MEMBERSHIP_SELF_SERVICE_READ', 'MEMBERSHIP_SELF_SERVICE_WRITE', 'practice:read', 'practice:write', 'practice:read.rates', '*']


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


KeyId: TypeAlias = str


KeyName: TypeAlias = str


Environment: TypeAlias = Literal['live', 'test']


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


Number: TypeAlias = int


class Numbered(TypedDict):
    """
    The number of what the call was about.
    """

    id: Number


Identifier: TypeAlias = str


CardNumberFormat: TypeAlias = Literal['DECIMAL', 'HEX_MSB', 'HEX_LSB']


Day: TypeAlias = str


LastDay: TypeAlias = str


Date: TypeAlias = str


Moment: TypeAlias = str


LaterMoment: TypeAlias = str


Currency: TypeAlias = str


class Money(TypedDict):
    """
    An amount of money, exact to the last decimal of its currency.
    """

    amount: float
    currency: Currency


class Total(TypedDict):
    """
    A sum of amounts, exact to the last decimal of the currency.
    """

    amount: float
    currency: Currency


class Price(TypedDict):
    """
    What is paid, in the currency of the studio; not negative, with no more decimals than the currency has.
    """

    amount: float
    currency: Currency


CountryCode: TypeAlias = str


Line: TypeAlias = str


Text: TypeAlias = str


Email: TypeAlias = str


Phone: TypeAlias = str


Webpage: TypeAlias = str


class Span(TypedDict):
    """
    A length of time.
    """

    value: int
    unit: Literal['MINUTES', 'HOURS', 'DAY', 'WEEK', 'MONTH', 'YEAR']


class Term(TypedDict):
    """
    Some weeks, months or years; days where that is short.
    """

    value: int
    unit: Literal['DAY', 'WEEK', 'MONTH', 'YEAR']


DayOfWeek: TypeAlias = Literal['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']


class WeeklyHours(TypedDict):
    """
    From a time of day to another, on each day from one day of the week to another. An end before the beginning is on
    the next day.

    """

    dayOfWeekFrom: DayOfWeek
    dayOfWeekTo: DayOfWeek
    timeFrom: str
    timeTo: str


TemporalUnit: TypeAlias = Literal['DAY', 'WEEK', 'MONTH']


TermValue: TypeAlias = int


class IdlePeriodWish(TypedDict):
    """
    When a contract would rest; a limited time needs `temporalUnit` and `termValue`.
    """

    startDate: Day
    temporalUnit: NotRequired[TemporalUnit]
    termValue: NotRequired[TermValue]
    unlimited: NotRequired[bool]
    reasonId: NotRequired[Number]


class NewIdlePeriod(TypedDict):
    """
    When a contract rests, and why; a limited time needs `temporalUnit` and `termValue`.
    """

    startDate: Day
    temporalUnit: NotRequired[TemporalUnit]
    termValue: NotRequired[TermValue]
    unlimited: NotRequired[bool]
    reasonId: Number


class IdlePeriod(TypedDict):
    """
    A time in which a contract rests; the days are included, and an unlimited one has no end.
    """

    id: Number
    startDate: Date
    endDate: NotRequired[Date]
    temporalUnit: NotRequired[TemporalUnit]
    termValue: NotRequired[TermValue]
    unlimited: bool
    reasonId: Number
    reason: Line
    documentUrl: NotRequired[str]


class IdlePeriods(TypedDict):
    """
    The idle periods of a contract.
    """

    pastIdlePeriods: list[IdlePeriod]
    currentAndUpcomingIdlePeriods: list[IdlePeriod]


class IdlePeriodReason(TypedDict):
    """
    Why a contract may rest.
    """

    id: Number
    name: Line
    documentRequired: bool


class NewIdlePeriodReason(TypedDict):
    """
    Why a contract may rest.
    """

    name: Line
    documentRequired: NotRequired[bool]


class Unit(TypedDict):
    temporalUnit: TemporalUnit
    maximumTerms: TermValue


class IdlePeriodConfig(TypedDict):
    """
    What the idle periods of a contract may be.
    """

    enabled: bool
    units: list[Unit]
    unlimitedAllowed: bool
    deadlineDays: int
    reasons: list[IdlePeriodReason]


class IdlePeriodValidation(TypedDict):
    """
    Whether the contract could rest then; if not, what stands in the way first.
    """

    validationStatus: Literal['IDLEPERIOD_CREATABLE', 'IDLEPERIOD_OVERLAPPING', 'IDLEPERIOD_DATE_NOT_FIRSTDAY_OF_TEMPORALUNIT', 'IDLEPERIOD_DEADLINE_VIOLATED', 'IDLEPERIOD_MAXIMUM_TERMS_VIOLATED', 'IDLEPERIOD_TEMPORALUNIT_INVALID', 'IDLEPERIOD_TERMVALUE_MISSING', 'IDLEPERIOD_DEACTIVATED_FOR_CONTRACT']


class GeoLocation(TypedDict):
    """
    Where it is on the globe (WGS 84), in degrees.
    """

    longitude: float
    latitude: float


class ClosingHours(TypedDict):
    """
    A time at which the studio is closed although it would be open; the end is after the beginning.
    """

    reason: NotRequired[Line]
    dateTimeFrom: Moment
    dateTimeTo: LaterMoment


class StudioInformation(TypedDict):
    """
    What the studio tells of itself.
    """

    studioId: Number
    name: Line
    description: NotRequired[Text]
    countryCode: NotRequired[CountryCode]
    openingDate: NotRequired[Day]
    email: NotRequired[Email]
    logoUrl: NotRequired[Webpage]
    telephone: NotRequired[Phone]
    website: NotRequired[Webpage]
    openingHours: list[WeeklyHours]
    closingHours: list[ClosingHours]
    street: NotRequired[Line]
    houseNumber: NotRequired[Line]
    zip: NotRequired[Line]
    city: NotRequired[Line]
    location: NotRequired[GeoLocation]


class Unit1(TypedDict):
    temporalUnit: TemporalUnit
    maximumTerms: int


class IdlePeriodRules(TypedDict):
    """
    For how long contracts may rest, and how long before it must be asked for.
    """

    enabled: bool
    units: list[Unit1]
    unlimitedAllowed: bool
    deadlineDays: int


TimeZone: TypeAlias = str


Capacity: TypeAlias = int


class Utilization(TypedDict):
    """
    How full the studio is.
    """

    capacity: NotRequired[Capacity]
    count: int


class Checkin(TypedDict):
    """
    A visit of a customer; it goes on as long as it has no end.
    """

    checkinId: Number
    checkInDateTime: Timestamp
    checkOutDateTime: NotRequired[Timestamp]
    studioId: NotRequired[Number]
    studioName: NotRequired[Line]


class AccessCode(TypedDict):
    """
    What a QR code shows, and until when it opens the door.
    """

    content: str
    qrCodeUuid: str
    expiresDateTime: Timestamp


AccessMediumType: TypeAlias = Literal['CARD_NUMBER', 'PIN', 'BARCODE', 'WALLET_PASS']


class AccessMediumContent(TypedDict):
    """
    A medium. A `CARD_NUMBER` is a number of up to sixteen bytes, written as `cardNumberFormat` says (`DECIMAL` when
    left out); only card numbers have a format.

    """

    type: AccessMediumType
    value: str
    cardNumberFormat: NotRequired[CardNumberFormat]


class AccessMedium(TypedDict):
    """
    What opens the door to a customer.
    """

    id: Number
    type: AccessMediumType
    value: str
    cardNumberFormat: NotRequired[CardNumberFormat]


class NewAccessRestriction(TypedDict):
    """
    Why a customer is kept out, and when; both dates or none, and the end not before the start.
    """

    reason: Line
    startDate: NotRequired[Day]
    endDate: NotRequired[LastDay]


class AccessRestriction(TypedDict):
    """
    Why a customer is kept out, and from which to which day; without dates until further notice.
    """

    reason: Line
    startDate: NotRequired[Day]
    endDate: NotRequired[Day]


class LiftedRestriction(TypedDict):
    """
    Who is let in again.
    """

    customerId: Number


AdditionalFieldType: TypeAlias = Literal['TEXT', 'NUMBER', 'BOOLEAN', 'DATE', 'SELECTION']


AdditionalFieldOptions: TypeAlias = list[Line]
"""
The answers to choose from.
"""


class AdditionalField(TypedDict):
    """
    Something that the studio asks its customers.
    """

    id: Number
    name: Line
    type: AdditionalFieldType
    options: NotRequired[AdditionalFieldOptions]


class NewAdditionalField(TypedDict):
    """
    Something to ask; `options` for a `SELECTION` only.
    """

    name: Line
    type: AdditionalFieldType
    options: NotRequired[AdditionalFieldOptions]


class AdditionalFieldChange(TypedDict):
    """
    What a field becomes; `options` for a `SELECTION` only.
    """

    name: Line
    options: NotRequired[AdditionalFieldOptions]


class AdditionalFieldAssignment(TypedDict):
    """
    A customer's answer to an additional field.
    """

    additionalInformationFieldId: Number
    value: str


CustomerStatus: TypeAlias = Literal['MEMBER', 'PROSPECT', 'FORMER_MEMBER']


Gender: TypeAlias = Literal['MALE', 'FEMALE', 'UNISEX']


PersonName: TypeAlias = str


class PreferredLanguage(TypedDict):
    """
    The language in which the customer wants to be written to.
    """

    languageCode: str
    countryCode: NotRequired[CountryCode]


class CommunicationPreference(TypedDict):
    """
    Whether a kind of message may be sent by a certain way.
    """

    messageCategory: Literal['ADVERTISEMENT', 'CONTRACT', 'APPOINTMENT', 'CLASS', 'FINANCE', 'OTHER']
    notificationChannel: Literal['EMAIL', 'SMS', 'LETTER', 'PHONE', 'PUSH']
    allowed: bool


class BankAccount(TypedDict):
    """
    Where money is collected.
    """

    accountHolder: NotRequired[Line]
    bankName: NotRequired[Line]
    bic: NotRequired[str]
    iban: NotRequired[str]


class CustomerIdlePeriod(TypedDict):
    """
    A time in which a contract of the customer rests; without an end it is unlimited.
    """

    id: Number
    startDate: Day
    endDate: NotRequired[Day]


class Customer(TypedDict):
    """
    A customer as the studio knows them. What is not known is absent.
    """

    id: Number
    customerNumber: NotRequired[Identifier]
    firstName: NotRequired[PersonName]
    lastName: NotRequired[PersonName]
    dateOfBirth: NotRequired[Day]
    email: NotRequired[Email]
    gender: NotRequired[Gender]
    street: NotRequired[Line]
    houseNumber: NotRequired[Line]
    zipCode: NotRequired[Line]
    city: NotRequired[Line]
    countryCode: NotRequired[CountryCode]
    status: CustomerStatus
    imageUrl: NotRequired[str]
    phonePrivate: NotRequired[Phone]
    phonePrivateMobile: NotRequired[Phone]
    phoneBusiness: NotRequired[Phone]
    phoneBusinessMobile: NotRequired[Phone]
    idlePeriods: NotRequired[list[CustomerIdlePeriod]]
    bankAccount: NotRequired[BankAccount]
    accessRefusal: bool
    accessRestrictions: NotRequired[list[AccessRestriction]]
    uuid: NotRequired[str]
    referralCode: NotRequired[str]
    studioId: NotRequired[Number]
    preferredLanguage: NotRequired[PreferredLanguage]
    thirdPartyId: NotRequired[Line]
    taxId: NotRequired[Line]
    communicationPreferences: NotRequired[list[CommunicationPreference]]
    additionalInformationFieldAssignments: NotRequired[list[AdditionalFieldAssignment]]


Birthday: TypeAlias = str


class CreatedCustomer(TypedDict):
    """
    The number of the new customer.
    """

    customerId: Number


class CustomerSearch(TypedDict):
    """
    What to search for; at least one thing.
    """

    firstName: NotRequired[PersonName]
    lastName: NotRequired[PersonName]
    email: NotRequired[Email]
    dateOfBirth: NotRequired[Day]


ContractState: TypeAlias = Literal['ACTIVE', 'INACTIVE']


class RateCode(TypedDict):
    """
    How accounting knows the rate.
    """

    name: Line
    identifier: Line


class CancellationPeriod(TypedDict):
    """
    How long before its end a contract must be cancelled.
    """

    periodValue: int
    periodUnit: Literal['DAY', 'WEEK', 'MONTH', 'YEAR']


PaymentType: TypeAlias = Literal['FREE', 'NON_RECURRING', 'RECURRING', 'MONTH_DAY', 'TERM_BASED']


MonthDay: TypeAlias = int


class PriceStep(TypedDict):
    """
    The price from the payment with this number on.
    """

    term: int
    price: Price


class PaymentFrequency(TypedDict):
    """
    When what is paid.
    """

    id: NotRequired[Number]
    type: PaymentType
    term: NotRequired[Term]
    monthDay: NotRequired[MonthDay]
    price: Money
    prices: NotRequired[list[PriceStep]]


class PriceDetails(TypedDict):
    """
    What it costs.
    """

    basePrice: Money
    currentPrice: Money
    paymentFrequency: PaymentFrequency


class Contract(TypedDict):
    """
    What a customer agreed to, as it stands today.
    """

    id: Number
    createdDate: Date
    startDate: Date
    endDate: Date
    rateName: Line
    rateCodes: NotRequired[list[RateCode]]
    contractStatus: ContractState
    cancellationPeriod: CancellationPeriod
    cancelled: bool
    cancellationDate: NotRequired[Date]
    cancellationReason: NotRequired[Line]
    priceDetails: PriceDetails
    signedDocumentUrl: NotRequired[str]


class SelfServiceContract(Contract):
    """
    A contract with what its customer can do about it.
    """

    customerId: NotRequired[Number]
    cancellable: bool
    extension: NotRequired[Term]
    nextPossibleEndDate: NotRequired[Date]
    lastPossibleCancellationDate: NotRequired[Date]


class ContractCancellation(TypedDict):
    """
    Which contract, why, and to which day; the first that is possible when left out.
    """

    contractId: Number
    contractCancelationReasonId: NotRequired[Number]
    cancellationDate: NotRequired[Day]


class ContractWithdrawal(TypedDict):
    """
    Which contract.
    """

    contractId: Number


class CancellationReason(TypedDict):
    """
    Why a customer leaves.
    """

    id: Number
    name: Line


class NewCancellationReason(TypedDict):
    """
    Why a customer leaves.
    """

    name: Line


class Document(TypedDict):
    """
    A paper of a customer.
    """

    id: Number
    fileName: str
    mediaType: str
    size: int
    description: NotRequired[Line]
    createdDateTime: Timestamp
    documentUrl: str


class CustomerImage(TypedDict):
    """
    The picture of a customer.
    """

    imageUrl: str


class Balances(TypedDict):
    """
    How the account stands.
    """

    balance: Total
    openAmount: Total
    upcomingAmount: Total


PaymentMethod: TypeAlias = Literal['CASH', 'CARD', 'BANK_TRANSFER', 'DIRECT_DEBIT', 'ONLINE']


BookingText: TypeAlias = str


class Payable(TypedDict):
    """
    More than nothing, in the currency of the studio, with no more decimals than it has.
    """

    amount: float
    currency: Currency


class ContactDataContent(TypedDict):
    """
    How a customer wants to be reached.
    """

    email: Email
    phonePrivate: NotRequired[Phone]
    phonePrivateMobile: NotRequired[Phone]
    phoneBusiness: NotRequired[Phone]
    phoneBusinessMobile: NotRequired[Phone]


class AddressDataContent(TypedDict):
    """
    Where a customer wants to live.
    """

    street: Line
    houseNumber: NotRequired[Line]
    zipCode: Line
    city: Line
    countryCode: CountryCode


class AmendmentRefusal(TypedDict):
    """
    Why an amendment is refused.
    """

    reason: NotRequired[Line]


class AmendmentData(TypedDict):
    """
    The data as the customer wants them; what is absent would be removed.
    """

    email: NotRequired[Email]
    phonePrivate: NotRequired[Phone]
    phonePrivateMobile: NotRequired[Phone]
    phoneBusiness: NotRequired[Phone]
    phoneBusinessMobile: NotRequired[Phone]
    street: NotRequired[Line]
    houseNumber: NotRequired[Line]
    zipCode: NotRequired[Line]
    city: NotRequired[Line]
    countryCode: NotRequired[CountryCode]


class Amendment(TypedDict):
    """
    What a customer wants changed, and what became of it.
    """

    id: Number
    customerId: Number
    kind: Literal['CONTACT_DATA', 'ADDRESS_DATA']
    status: Literal['PENDING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN']
    data: AmendmentData
    reason: NotRequired[Line]
    createdDateTime: Timestamp
    decidedDateTime: NotRequired[Timestamp]


PublicName: TypeAlias = str


class Employee(TypedDict):
    """
    Somebody who works for the studio.
    """

    id: Number
    firstName: PersonName
    lastName: PersonName
    publicName: NotRequired[PublicName]
    email: NotRequired[Email]
    phone: NotRequired[Phone]
    jobTitle: NotRequired[Line]


class Instructor(TypedDict):
    """
    What customers see of an employee.
    """

    id: Number
    firstName: PersonName
    lastName: PersonName
    publicName: NotRequired[PublicName]


class CancelCondition(TypedDict):
    """
    Until when a booking can be cancelled. Without a condition it can be until the beginning.
    """

    cancelationAfterLatestPossible: bool
    latestCancelTerm: Span


class Contingent(TypedDict):
    """
    How often a customer may book it in a day, a week (from Monday) or a month.
    """

    bookings: int
    unit: Literal['DAY', 'WEEK', 'MONTH']


Title: TypeAlias = str


Minutes: TypeAlias = int


ClassType: TypeAlias = Literal['STUDIO', 'STREAM']


class Class(TypedDict):
    """
    What the studio offers to several customers at once.
    """

    id: Number
    title: NotRequired[Title]
    type: NotRequired[ClassType]
    duration: NotRequired[Minutes]
    category: NotRequired[Title]
    description: NotRequired[Text]
    imgUrl: NotRequired[Webpage]
    bookable: bool
    cancelCondition: NotRequired[CancelCondition]
    contingent: NotRequired[Contingent]


class ClassInformation(TypedDict):
    """
    Which class it is.
    """

    id: Number
    title: NotRequired[Title]


class ClassLocation(TypedDict):
    """
    A place inside the studio.
    """

    id: Number
    name: Line
    description: NotRequired[Text]


class NewClassLocation(TypedDict):
    """
    A place inside the studio, known by its name.
    """

    name: Line
    description: NotRequired[Text]


Participants: TypeAlias = int


class ClassSlotContent(TypedDict):
    """
    When, where, with whom and for how many a class takes place; the end is after the beginning.
    """

    startDateTime: Moment
    endDateTime: LaterMoment
    maxParticipants: Participants
    maxWaitingListParticipants: NotRequired[Participants]
    instructorIds: NotRequired[list[Number]]
    location: NotRequired[NewClassLocation]
    earliestBookingDateTime: NotRequired[Moment]
    latestBookingDateTime: NotRequired[Moment]


class ClassSlot(TypedDict):
    """
    One date of a class, and how many places of it are taken.
    """

    id: Number
    startDateTime: NotRequired[Timestamp]
    endDateTime: NotRequired[Timestamp]
    classInformation: NotRequired[ClassInformation]
    instructors: NotRequired[list[Instructor]]
    location: NotRequired[ClassLocation]
    earliestBookingDateTime: NotRequired[Timestamp]
    latestBookingDateTime: NotRequired[Timestamp]
    maxParticipants: NotRequired[Participants]
    maxWaitingListParticipants: NotRequired[Participants]
    bookedParticipants: NotRequired[Participants]
    waitingListParticipants: NotRequired[Participants]


class NewClassBooking(TypedDict):
    """
    Who books which slot.
    """

    customerId: Number
    classSlotId: Number


class BookingValidation(TypedDict):
    """
    Whether it could be booked now; if not, what stands in the way first.
    """

    validationStatus: Literal['AVAILABLE', 'NO_CONTINGENT', 'BOOKING_LIMIT_REACHED', 'CUSTOMER_ALREADY_BOOKED', 'CUSTOMER_IDLE', 'CUSTOMER_IN_OTHER_BOOKING', 'DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME', 'DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME', 'STUDIO_CLOSED', 'NOT_AVAILABLE']


ParticipantStatus: TypeAlias = Literal['PARTICIPATING', 'NOT_PARTICIPATING', 'UNSET']


class Participation(TypedDict):
    """
    Whether the customer came.
    """

    participantStatus: ParticipantStatus


class ClassBooking(TypedDict):
    """
    A place in a class, or in its waiting list.
    """

    bookingId: Number
    bookingStatus: Literal['BOOKED', 'WAITING_LIST', 'CANCELED']
    classSlotId: Number
    classId: Number
    customerId: Number
    classSlotStatus: Literal['PLANNED', 'CANCELED', 'COMPLETED']
    participantStatus: ParticipantStatus


class BookableAppointment(TypedDict):
    """
    What customers see of an appointment that can be booked.
    """

    id: Number
    title: Title
    duration: Minutes
    category: NotRequired[Title]
    description: NotRequired[Text]
    imgUrl: NotRequired[Webpage]


class AppointmentInstructor(TypedDict):
    """
    An employee who offers it, and when they work.
    """

    employeeId: Number
    workingHours: list[WeeklyHours]


EarliestBookingDays: TypeAlias = int


LatestBookingMinutes: TypeAlias = int


Step: TypeAlias = int


class ManagedAppointment(TypedDict):
    """
    All that the staff have said of an appointment that can be booked.
    """

    id: Number
    title: Title
    duration: Minutes
    category: NotRequired[Title]
    description: NotRequired[Text]
    imgUrl: NotRequired[Webpage]
    bookable: bool
    step: Minutes
    earliestBookingDays: NotRequired[EarliestBookingDays]
    latestBookingMinutes: NotRequired[LatestBookingMinutes]
    cancelCondition: NotRequired[CancelCondition]
    contingent: NotRequired[Contingent]
    instructors: list[AppointmentInstructor]


class AppointmentSlot(TypedDict):
    """
    A time that can be booked, with any of its instructors.
    """

    startDateTime: Timestamp
    endDateTime: Timestamp
    instructors: list[Instructor]


class NewAppointmentBooking(TypedDict):
    """
    Who books what, when and with whom; a slot as `listAppointmentSlots` gives it.
    """

    customerId: Number
    bookableAppointmentId: Number
    startDateTime: Moment
    endDateTime: LaterMoment
    instructorIds: NotRequired[list[Number]]


class AppointmentBooking(TypedDict):
    """
    An appointment of a customer.
    """

    bookingId: Number
    bookingStatus: Literal['BOOKED', 'CANCELED']
    startDateTime: Timestamp
    endDateTime: Timestamp
    title: NotRequired[Title]
    duration: NotRequired[Minutes]
    category: NotRequired[Title]
    description: NotRequired[Text]
    imgUrl: NotRequired[Webpage]
    instructors: NotRequired[list[Instructor]]
    appointmentStatus: Literal['PLANNED', 'CANCELED', 'COMPLETED']
    participantStatus: ParticipantStatus
    customerId: Number


class PaymentTerm(TypedDict):
    """
    From one payment to the next.
    """

    value: int
    unit: Literal['WEEK', 'MONTH', 'YEAR']


class NewFlatFee(TypedDict):
    """
    What is paid once, with the signature.
    """

    name: Line
    price: Price


class LimitedOfferingPeriod(TypedDict):
    """
    From the first to the last day of the sale; either may be left out. The end is not before the start.
    """

    startDate: NotRequired[Day]
    endDate: NotRequired[LastDay]


class FlatFee(TypedDict):
    """
    What is paid once, with the signature.
    """

    id: Number
    name: Line
    price: Money


class MembershipTerm(TypedDict):
    """
    A variant of a membership.
    """

    id: Number
    term: Term
    extension: NotRequired[Term]
    cancellationPeriod: CancellationPeriod
    paymentFrequency: PaymentFrequency
    flatFees: list[FlatFee]
    idlePeriodsAllowed: bool


class MembershipOffer(TypedDict):
    """
    A membership that can be signed.
    """

    id: Number
    name: Line
    description: NotRequired[Text]
    imageUrl: NotRequired[str]
    rateCodes: list[RateCode]
    limitedOfferingPeriod: NotRequired[LimitedOfferingPeriod]
    terms: list[MembershipTerm]


class OfferImage(TypedDict):
    """
    The picture of an offer.
    """

    imageUrl: str


class SignupContract(TypedDict):
    """
    Which offer, in which of its terms, from which day; today when left out, and never in the past.
    """

    membershipOfferId: Number
    termId: Number
    startDate: NotRequired[Day]


class ScheduledPayment(TypedDict):
    """
    One payment.
    """

    dueDate: Date
    amount: Money
    type: Literal['FEE', 'MEMBERSHIP']
    description: Line


class SignupPreview(TypedDict):
    """
    What a membership would cost.
    """

    membershipOfferId: Number
    termId: Number
    rateName: Line
    startDate: Date
    endDate: Date
    basePrice: Money
    paymentFrequency: PaymentFrequency
    dueOnSigningAmount: Total
    totalAmount: Total
    paymentSchedule: list[ScheduledPayment]


CustomFieldEntity: TypeAlias = Literal['client', 'matter', 'user']


ValueType: TypeAlias = Literal['text', 'boolean', 'number', 'date', 'enum']


Value: TypeAlias = str | None


Value1: TypeAlias = float


Role: TypeAlias = Literal['principal', 'attorney', 'paralegal', 'timekeeper', 'operator', 'accountant']


Initials: TypeAlias = str


UserName: TypeAlias = str


PracticeId: TypeAlias = str


PracticeDate: TypeAlias = str


PracticeMoment: TypeAlias = str


class Metadata(TypedDict):
    """
    When it was created and last changed.
    """

    createdAt: Timestamp
    modifiedAt: Timestamp


Label: TypeAlias = str


Reference: TypeAlias = str


ReferenceText: TypeAlias = str


SearchText: TypeAlias = str


LongText: TypeAlias = str


Narrative: TypeAlias = str


MailAddress: TypeAlias = str


Hours: TypeAlias = float


MoneyAmount: TypeAlias = float


MoneySum: TypeAlias = float


CodeText: TypeAlias = str


class NamedClient(TypedDict):
    """
    The client, by name.
    """

    name: Label
    reference: NotRequired[Reference]


class NamedMatter(TypedDict):
    """
    The matter, by name.
    """

    name: Label
    reference: NotRequired[Reference]


class NamedUser(TypedDict):
    """
    The user, by name.
    """

    name: NotRequired[Label]
    initials: NotRequired[Initials]
    firstName: Label
    lastName: Label


ContactText: TypeAlias = str


ContactPhone: TypeAlias = str


ContactMail: TypeAlias = str


class Contact(TypedDict):
    """
    How a client is reached.
    """

    companyName: NotRequired[ContactText]
    firstName: NotRequired[ContactText]
    lastName: NotRequired[ContactText]
    middleName: NotRequired[ContactText]
    suffix: NotRequired[ContactText]
    email: NotRequired[ContactMail]
    emailCC: NotRequired[ContactMail]
    phone: NotRequired[ContactPhone]
    cellPhone: NotRequired[ContactPhone]
    otherPhone: NotRequired[ContactPhone]
    fax: NotRequired[ContactPhone]
    street: NotRequired[ContactText]
    city: NotRequired[ContactText]
    state: NotRequired[ContactText]
    zip: NotRequired[ContactText]
    country: NotRequired[ContactText]


class DeletedClient(TypedDict):
    """
    The id of the client that is gone.
    """

    clientId: PracticeId


class ClientBalances(TypedDict):
    """
    What is still to be paid on final invoices. `balance` is all of it, `overdue` what was due before today. The others
    are the parts of `overdue` that have been due for 30 to 59 days, 60 to 89 days, and 90 days or longer.

    """

    balance: MoneySum
    overdue: MoneySum
    overdue30: MoneySum
    overdue60: MoneySum
    overdue90: MoneySum


MatterType: TypeAlias = Literal['hourly', 'fixedFee', 'contingency', 'probono', 'internal']


class LedesConfiguration(TypedDict):
    """
    Whether the matter is billed in LEDES, and which codes its time and expenses must have then.
    """

    enabled: bool
    activityCodeRequired: bool
    taskCodeRequired: bool
    expenseCodeRequired: bool
    codeSetIds: list[PracticeId]


class NewLedesConfiguration(TypedDict):
    """
    Whether the matter is billed in LEDES, and which codes its time and expenses must have then.
    """

    enabled: NotRequired[bool]
    activityCodeRequired: NotRequired[bool]
    taskCodeRequired: NotRequired[bool]
    expenseCodeRequired: NotRequired[bool]
    codeSetIds: NotRequired[list[PracticeId]]


class ConflictInformation(TypedDict):
    """
    Who else is concerned, to find conflicts of interest.
    """

    adverse: NotRequired[LongText]
    relatedAdverse: NotRequired[LongText]
    relatedClient: NotRequired[LongText]
    opposing: NotRequired[LongText]


class NamedPracticeArea(TypedDict):
    """
    The practice area, by its label.
    """

    label: Label


class DeletedMatter(TypedDict):
    """
    The id of the matter that is gone.
    """

    matterId: PracticeId


InvoiceState: TypeAlias = Literal['draft', 'review', 'approved', 'final']


InvoiceNumber: TypeAlias = str


class Invoice(TypedDict):
    """
    What a client is asked to pay for a matter. In lists, `client`, `matter` and `meta` are there when selected.
    """

    invoiceId: PracticeId
    clientId: PracticeId
    client: NotRequired[NamedClient]
    matterId: PracticeId
    matter: NotRequired[NamedMatter]
    invoiceDate: PracticeDate
    dueDate: NotRequired[str]
    amount: MoneySum
    balance: float
    invoiceNumber: InvoiceNumber
    invoiceState: InvoiceState
    meta: NotRequired[Metadata]


class ItemInvoice(TypedDict):
    """
    The invoice that it is on.
    """

    invoiceId: PracticeId
    invoiceNumber: InvoiceNumber
    invoiceDate: PracticeDate
    invoiceState: InvoiceState
    invoiceAmount: MoneySum
    invoiceBalance: MoneySum


class CreateInvoice(TypedDict):
    """
    Which matters are billed for which days. The date of the invoices is today (UTC) where it is left out. A number can be
    given for one matter only; otherwise numbers are running.

    """

    matterIds: list[PracticeId]
    startDate: PracticeDate
    endDate: str
    invoiceDate: NotRequired[PracticeDate]
    invoiceNumber: NotRequired[InvoiceNumber]


class InvoiceStateChange(TypedDict):
    """
    The next state, and what is settled with it.
    """

    state: Literal['review', 'approved', 'final']
    invoiceDate: NotRequired[PracticeDate]
    dueDate: NotRequired[str]
    invoiceNumber: NotRequired[InvoiceNumber]


class InvoicePaymentContent(TypedDict):
    """
    What came in, and when; today (UTC) where it is left out.
    """

    amount: float
    date: NotRequired[PracticeDate]
    reference: NotRequired[Reference]


BillingType: TypeAlias = Literal['nonBillable', 'billable', 'fixedFee']


TimeOfDay: TypeAlias = str


class TimeFixedFee(TypedDict):
    """
    The fixed fee that the time belongs to.
    """

    id: PracticeId
    label: str
    amount: MoneyAmount


class TimeEntry(TypedDict):
    """
    What was done in a matter. In lists, `user`, `matter`, `client`, `invoice`, `fixedFee` and `meta` are there when they
    are selected.

    """

    timeEntryId: PracticeId
    userId: PracticeId
    user: NotRequired[NamedUser]
    matterId: PracticeId
    matter: NotRequired[NamedMatter]
    clientId: PracticeId
    client: NotRequired[NamedClient]
    date: PracticeDate
    time: NotRequired[TimeOfDay]
    description: Narrative
    hours: Hours
    rate: NotRequired[float]
    amount: NotRequired[float]
    billingType: BillingType
    billed: bool
    invoiceId: NotRequired[PracticeId]
    invoice: NotRequired[ItemInvoice]
    fixedFeeId: NotRequired[PracticeId]
    fixedFee: NotRequired[TimeFixedFee]
    activityCode: NotRequired[CodeText]
    taskCode: NotRequired[CodeText]
    meta: NotRequired[Metadata]


class CreateTimeEntry(TypedDict):
    """
    What was done in a matter, by whom, and for how long. It is `billable` where it does not say otherwise.
    """

    userId: NotRequired[PracticeId]
    matterId: PracticeId
    date: PracticeDate
    time: NotRequired[TimeOfDay]
    description: Narrative
    hours: Hours
    rate: NotRequired[MoneyAmount]
    billingType: NotRequired[BillingType]
    fixedFeeId: NotRequired[PracticeId]
    activityCode: NotRequired[CodeText]
    taskCode: NotRequired[CodeText]


class DeletedTimeEntry(TypedDict):
    """
    The id of the time entry that is gone.
    """

    timeEntryId: PracticeId


CheckNumber: TypeAlias = str


class Expense(TypedDict):
    """
    What was spent in a matter. In lists, `user`, `matter`, `client`, `invoice` and `meta` are there when they are
    selected.

    """

    expenseId: PracticeId
    userId: NotRequired[PracticeId]
    user: NotRequired[NamedUser]
    matterId: PracticeId
    matter: NotRequired[NamedMatter]
    clientId: PracticeId
    client: NotRequired[NamedClient]
    date: PracticeDate
    description: Narrative
    amount: MoneyAmount
    billed: bool
    checkNumber: NotRequired[CheckNumber]
    invoiceId: NotRequired[PracticeId]
    invoice: NotRequired[ItemInvoice]
    expenseCode: NotRequired[CodeText]
    meta: NotRequired[Metadata]


class CreateExpense(TypedDict):
    """
    What was spent in a matter.
    """

    userId: NotRequired[PracticeId]
    matterId: PracticeId
    date: PracticeDate
    description: Narrative
    amount: MoneyAmount
    checkNumber: NotRequired[CheckNumber]
    expenseCode: NotRequired[CodeText]


class DeletedExpense(TypedDict):
    """
    The id of the expense that is gone.
    """

    expenseId: PracticeId


class FixedFee(TypedDict):
    """
    What a piece of work costs. In lists, `user`, `matter`, `client`, `invoice` and `meta` are there when they are
    selected.

    """

    fixedFeeId: PracticeId
    userId: NotRequired[PracticeId]
    user: NotRequired[NamedUser]
    matterId: PracticeId
    matter: NotRequired[NamedMatter]
    clientId: PracticeId
    client: NotRequired[NamedClient]
    date: PracticeDate
    description: Narrative
    amount: MoneyAmount
    billed: bool
    activityCode: NotRequired[CodeText]
    invoiceId: NotRequired[PracticeId]
    invoice: NotRequired[ItemInvoice]
    taskCode: NotRequired[CodeText]
    meta: NotRequired[Metadata]


class CreateFixedFee(TypedDict):
    """
    What a piece of work costs.
    """

    userId: NotRequired[PracticeId]
    matterId: PracticeId
    date: PracticeDate
    description: Narrative
    amount: MoneyAmount
    activityCode: NotRequired[CodeText]
    taskCode: NotRequired[CodeText]


class DeletedFixedFee(TypedDict):
    """
    The id of the fixed fee that is gone.
    """

    fixedFeeId: PracticeId


class PracticeArea(TypedDict):
    """
    A field of law in which the firm works.
    """

    practiceAreaId: PracticeId
    label: Label


class CreatePracticeArea(TypedDict):
    """
    How the practice area is called.
    """

    label: Label


class DeletedPracticeArea(TypedDict):
    """
    The id of the practice area that is gone.
    """

    practiceAreaId: PracticeId


class NamedCodeSet(TypedDict):
    """
    The code set, by its label.
    """

    label: Label


class Code(TypedDict):
    """
    A code, with the set that it is of.
    """

    code: CodeText
    label: Label
    codeSetId: PracticeId
    codeSet: NamedCodeSet


class Codes(TypedDict):
    """
    The codes that there are.
    """

    activityCodes: list[Code]
    taskCodes: list[Code]
    expenseCodes: list[Code]


NanoId: TypeAlias = str


SchemaId: TypeAlias = str


Alias: TypeAlias = str


Milliseconds: TypeAlias = int


Counter: TypeAlias = int


EventType: TypeAlias = str


class DeletedThing(TypedDict):
    """
    The id of what is gone.
    """

    id: NanoId


class ApiClientContent(TypedDict):
    """
    What a caller says of a program; `name` or `alias`.
    """

    name: NotRequired[Alias]
    alias: NotRequired[Alias]


class ApiClient(TypedDict):
    """
    A program of your organization.
    """

    id: NanoId
    name: Alias
    alias: Alias
    created_at: Milliseconds
    updated_at: Milliseconds


KeyStatus: TypeAlias = Literal['enabled', 'disabled']


Target: TypeAlias = str


class Grant(TypedDict):
    """
    What a key may do with the things of one kind.
    """

    access: Literal['read', 'write']
    targets: NotRequired[list[Target]]


class Grants(TypedDict):
    """
    What a key may do, by resource. `channels` and `topics` are kept for later.
    """

    api_clients: NotRequired[Grant]
    api_keys: NotRequired[Grant]
    channels: NotRequired[Grant]
    domains: NotRequired[Grant]
    events: NotRequired[Grant]
    listeners: NotRequired[Grant]
    messages: NotRequired[Grant]
    queues: NotRequired[Grant]
    schemas: NotRequired[Grant]
    stats: NotRequired[Grant]
    topics: NotRequired[Grant]


class ApiKeyContent(TypedDict):
    """
    What a caller says of a key; `name` or `alias`.
    """

    name: NotRequired[Alias]
    alias: NotRequired[Alias]
    status: NotRequired[KeyStatus]
    scopes: Grants
    client_id: NotRequired[NanoId]
    expires_at: NotRequired[Milliseconds]


class GrantsShown1(TypedDict):
    access: Literal['read', 'write']
    targets: list[Target]


GrantsShown: TypeAlias = dict[str, GrantsShown1]
"""
What the key may do, by resource.
"""


Ordering: TypeAlias = Literal['none', 'fifo']


SchemaFormat: TypeAlias = Literal['queue', 'json-schema']


Rules: TypeAlias = dict[str, Any]
"""
What messages must be like, as `schema_format` says; `queue` where it is left out. At most 64 KiB. Patterns are those
that can be matched in linear time: without look-around and back-references.

"""


Retention: TypeAlias = int


Source: TypeAlias = Literal['registry', 'studio', 'practice', 'platform']


class QueueContent(TypedDict):
    """
    What a caller says of a queue; `name` or `alias`.
    """

    name: NotRequired[Alias]
    alias: NotRequired[Alias]
    schema: NotRequired[Rules]
    schema_format: NotRequired[SchemaFormat]
    ordering: NotRequired[Ordering]
    retention_ms: NotRequired[Retention]
    source: NotRequired[Source]


class NamedListener(TypedDict):
    """
    A listener, by its name.
    """

    id: NanoId
    name: Alias


class Queue(TypedDict):
    """
    A queue. What it does not have is absent.
    """

    id: NanoId
    name: Alias
    alias: Alias
    schema: NotRequired[Rules]
    schema_format: NotRequired[SchemaFormat]
    schema_id: NotRequired[SchemaId]
    ordering: Ordering
    retention_ms: NotRequired[Retention]
    source: NotRequired[Source]
    listeners: list[NamedListener]
    created_at: Milliseconds
    updated_at: Milliseconds


class QueueSchema(TypedDict):
    """
    A schema that a queue has or had.
    """

    id: SchemaId
    schema: Rules
    schema_format: SchemaFormat
    json_schema: dict[str, Any]
    created_at: Milliseconds


NotifyUrl: TypeAlias = str


LivenessUrl: TypeAlias = str


WantedType: TypeAlias = str


WantedTypes: TypeAlias = list[WantedType]
"""
Only messages whose `event_type` is one of these; a `*` at the end stands for whatever follows. All messages, when it is
left out.

"""


PerSecond: TypeAlias = int


TimeoutMs: TypeAlias = int


class ListenerContent(TypedDict):
    """
    What a caller says of a listener; `name` or `alias`, unique in the queue.
    """

    name: NotRequired[Alias]
    alias: NotRequired[Alias]
    notify_url: NotifyUrl
    liveness_url: LivenessUrl
    status: NotRequired[Literal['enabled', 'disabled']]
    event_types: NotRequired[WantedTypes]
    rate_limit: NotRequired[PerSecond]
    timeout_ms: NotRequired[TimeoutMs]
    api_key: NotRequired[str | None]


class Liveness(TypedDict):
    """
    Whether it answers. `unknown` until it was called; `stable`; `unstable` when the last call failed; `inactive` after ten
    failures in a row.

    """

    state: Literal['unknown', 'stable', 'unstable', 'inactive']
    success_count: Counter
    failure_count: Counter


class ListenerMessages(TypedDict):
    """
    What it got, and what it missed for good (its dead letters).
    """

    acknowledged_count: Counter
    missed: list[NanoId]
    missed_count: Counter


class Listener(TypedDict):
    """
    A listener. What it does not have is absent.
    """

    id: NanoId
    queue_id: NanoId
    name: Alias
    alias: Alias
    notify_url: NotifyUrl
    liveness_url: LivenessUrl
    status: Literal['enabled', 'disabled', 'gone']
    event_types: NotRequired[WantedTypes]
    rate_limit: NotRequired[PerSecond]
    timeout_ms: TimeoutMs
    liveness: Liveness
    messages: ListenerMessages
    created_at: Milliseconds
    updated_at: Milliseconds


class ListenerWithSecret(Listener):
    """
    A listener with its secret, shown once.
    """

    secret: str


class Trial(TypedDict):
    """
    What a trial is known by.
    """

    id: NanoId


class SecretRotation(TypedDict):
    """
    How a secret is replaced.
    """

    overlap_ms: NotRequired[int]


class RecoveredTime(TypedDict):
    """
    Which dead letters are sent again, by when they became ones.
    """

    since: NotRequired[Milliseconds]
    until: NotRequired[Milliseconds]


class Recovery(TypedDict):
    """
    What is sent again.
    """

    recovered: Counter


MessageState: TypeAlias = Literal['pending', 'delivering', 'delivered', 'failed', 'expired']


MessageData: TypeAlias = str


class MessageContent(TypedDict):
    """
    What is sent, and how it is called. A name need not be unique.
    """

    data: MessageData
    name: NotRequired[Alias]
    alias: NotRequired[Alias]
    event_type: NotRequired[EventType]


class MessageName(TypedDict):
    """
    How a message is called; `name` or `alias`.
    """

    name: NotRequired[Alias]
    alias: NotRequired[Alias]


class StoredMessage(TypedDict):
    """
    What is known of a message beside its data. What it does not have is absent.
    """

    id: NanoId
    queue_id: NanoId
    name: NotRequired[Alias]
    alias: NotRequired[Alias]
    event_type: NotRequired[EventType]
    state: MessageState
    stored_at: Milliseconds


class Message(TypedDict):
    """
    A message. What it does not have is absent.
    """

    id: NanoId
    queue_id: NanoId
    name: NotRequired[Alias]
    alias: NotRequired[Alias]
    data: NotRequired[str]
    event_type: NotRequired[EventType]
    state: MessageState
    stored_at: Milliseconds


class Redelivered(TypedDict):
    """
    To whom a message is sent once more.
    """

    listener_ids: NotRequired[list[NanoId]]


class Redelivery(TypedDict):
    """
    To how many listeners the message is sent once more.
    """

    redelivered: Counter


class Attempt(TypedDict):
    """
    One call. It has a `status` if there was an answer, and an `error` if there was none that could be used.
    """

    listener_id: NotRequired[NanoId]
    attempt: int
    at: Milliseconds
    duration_ms: int
    status: NotRequired[int]
    error: NotRequired[str]


class DeadLetter(TypedDict):
    """
    A message, or a trial, that a listener did not acknowledge.
    """

    id: str
    message_id: NanoId
    listener_id: NanoId
    kind: Literal['message', 'test']
    attempts: int
    last_status: NotRequired[int]
    last_error: NotRequired[str]
    stored_at: Milliseconds
    failed_at: Milliseconds


class Replayed(TypedDict):
    """
    Which dead letters are sent again.
    """

    listener_ids: NotRequired[list[NanoId]]
    message_ids: NotRequired[list[NanoId]]
    since: NotRequired[Milliseconds]
    until: NotRequired[Milliseconds]


class Replay(TypedDict):
    """
    How many are in line again.
    """

    replayed: Counter


Hostname: TypeAlias = str


Port: TypeAlias = int


class DomainContent(TypedDict):
    """
    What a caller says of a domain; `name` or `alias`.
    """

    name: NotRequired[Alias]
    alias: NotRequired[Alias]
    hostname: Hostname
    port: NotRequired[Port]


class ProvingFile(TypedDict):
    """
    The file that proves it. It has this content and nothing else, not even an end of line.
    """

    file_name: str
    file_content: str
    context_path: str
    created_at: Milliseconds
    expires_at: Milliseconds


class Challenge(TypedDict):
    """
    What proves the domain, by the way in which it is looked for.
    """

    https: ProvingFile


class Verification(TypedDict):
    """
    Whether the file was found. `error` says what was wrong the last time.
    """

    verified: bool
    verified_at: NotRequired[Milliseconds]
    checked_at: NotRequired[Milliseconds]
    error: NotRequired[str]


class Domain(TypedDict):
    """
    A domain, and how it is proven.
    """

    id: NanoId
    name: Alias
    alias: Alias
    hostname: Hostname
    port: Port
    challenge: Challenge
    verification: Verification
    created_at: Milliseconds
    updated_at: Milliseconds


TypeOfEvent: TypeAlias = Literal['api_key_added', 'api_key_updated', 'api_key_deleted', 'queue_added', 'queue_updated', 'queue_deleted', 'listener_added', 'listener_updated', 'listener_deleted', 'message_added', 'message_published_ok', 'message_published_not_ok']


class NamedThing(TypedDict):
    """
    What it was about, with the name that it had then.
    """

    id: NanoId
    name: NotRequired[Alias]


class EventClient(TypedDict):
    """
    Who did it, or had sent the message; absent when it was the server.
    """

    id: str


class StoredEvent(TypedDict):
    """
    Something that happened, and what it was about.
    """

    id: NanoId
    type: TypeOfEvent
    stored_at: Milliseconds
    client: NotRequired[EventClient]
    message: NotRequired[NamedThing]
    api_key: NotRequired[NamedThing]
    queue: NotRequired[NamedThing]
    listener: NotRequired[NamedThing]


class EventCounters(TypedDict):
    """
    How often each type of event happened.
    """

    api_key_added: Counter
    api_key_updated: Counter
    api_key_deleted: Counter
    queue_added: Counter
    queue_updated: Counter
    queue_deleted: Counter
    listener_added: Counter
    listener_updated: Counter
    listener_deleted: Counter
    message_added: Counter
    message_published_ok: Counter
    message_published_not_ok: Counter


class MessageStats(TypedDict):
    """
    The counters of three times.
    """

    last_24_hours: EventCounters
    last_1_hours: EventCounters
    today_so_far: EventCounters


StudioEventType: TypeAlias = Literal['CUSTOMER_CREATED', 'CUSTOMER_UPDATED', 'CUSTOMER_CHECKIN', 'CUSTOMER_CHECKOUT', 'CUSTOMER_ACCESS_MEDIUM_CREATED', 'CUSTOMER_ACCESS_MEDIUM_UPDATED', 'CUSTOMER_ACCESS_MEDIUM_DELETED', 'CUSTOMER_ACCESS_RESTRICTION_CREATED', 'CUSTOMER_ACCESS_RESTRICTION_DELETED', 'CONTRACT_CREATED', 'CONTRACT_UPDATED', 'CONTRACT_CANCELLED', 'CONTRACT_IDLE_PERIOD_CREATED', 'CONTRACT_IDLE_PERIOD_CANCELLED', 'CLASS_BOOKING_CREATED', 'CLASS_BOOKING_UPDATED', 'CLASS_BOOKING_CANCELLED', 'CLASS_SLOT_UPDATED', 'CLASS_SLOT_CANCELLED', 'APPOINTMENT_BOOKING_CREATED', 'APPOINTMENT_BOOKING_UPDATED', 'APPOINTMENT_BOOKING_CANCELLED', 'EMPLOYEE_CREATED', 'EMPLOYEE_UPDATED', 'EMPLOYEE_DELETED', 'STUDIO_OPENING_HOURS_UPDATED', 'ADDITIONAL_INFORMATION_FIELDS_UPDATED']


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


class ListUsagePage(TypedDict):
    """
    One page of a list.
    """

    items: list[Usage]
    limit: int
    offset: int
    total: int


class StudioError(TypedDict):
    """
    Why the call was refused.
    """

    errorMessage: str
    errorCode: str
    traceId: str
    reference: NotRequired[str]


class ListCustomersPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Customer]
    offset: NotRequired[str]
    hasNext: bool


class ListCheckinsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Checkin]
    offset: NotRequired[str]
    hasNext: bool


class ListDocumentsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Document]
    offset: NotRequired[str]
    hasNext: bool


class ListAmendmentsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Amendment]
    offset: NotRequired[str]
    hasNext: bool


class ListEmployeesPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Employee]
    offset: NotRequired[str]
    hasNext: bool


class ListClassesPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Class]
    offset: NotRequired[str]
    hasNext: bool


class ListSlotsOfClassPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[ClassSlot]
    offset: NotRequired[str]
    hasNext: bool


class ListClassSlotsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[ClassSlot]
    offset: NotRequired[str]
    hasNext: bool


class ListClassBookingsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[ClassBooking]
    offset: NotRequired[str]
    hasNext: bool


class ListBookableAppointmentsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[BookableAppointment]
    offset: NotRequired[str]
    hasNext: bool


class ListAppointmentBookingsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[AppointmentBooking]
    offset: NotRequired[str]
    hasNext: bool


class Pagination(TypedDict):
    """
    Which part of the list this is.
    """

    limit: int
    offset: int
    total: int
    sort: str


class FieldFault(TypedDict):
    """
    One thing that is wrong with a request.
    """

    field: str
    message: str


class Reason(TypedDict):
    """
    Why the call was refused.
    """

    code: str
    message: str
    details: list[FieldFault]
    traceId: str


class PracticeError(TypedDict):
    """
    An answer that refuses.
    """

    error: Reason


class Contact1(TypedDict):
    """
    How a client is reached.
    """

    companyName: NotRequired[str | None]
    firstName: NotRequired[str | None]
    lastName: NotRequired[str | None]
    middleName: NotRequired[str | None]
    suffix: NotRequired[str | None]
    email: NotRequired[str | None]
    emailCC: NotRequired[str | None]
    phone: NotRequired[str | None]
    cellPhone: NotRequired[str | None]
    otherPhone: NotRequired[str | None]
    fax: NotRequired[str | None]
    street: NotRequired[str | None]
    city: NotRequired[str | None]
    state: NotRequired[str | None]
    zip: NotRequired[str | None]
    country: NotRequired[str | None]


class DeletedClientData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: DeletedClient


class ClientBalancesData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: ClientBalances


class ConflictInformation1(TypedDict):
    """
    Who else is concerned, to find conflicts of interest.
    """

    adverse: NotRequired[str | None]
    relatedAdverse: NotRequired[str | None]
    relatedClient: NotRequired[str | None]
    opposing: NotRequired[str | None]


class LedesConfiguration1(TypedDict):
    """
    Whether the matter is billed in LEDES, and which codes its time and expenses must have then.
    """

    enabled: NotRequired[bool | None]
    activityCodeRequired: NotRequired[bool | None]
    taskCodeRequired: NotRequired[bool | None]
    expenseCodeRequired: NotRequired[bool | None]
    codeSetIds: NotRequired[list[PracticeId] | None]


class DeletedMatterData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: DeletedMatter


class ListTimeEntriesPage(TypedDict):
    """
    One page of a list.
    """

    data: list[TimeEntry]
    pagination: Pagination


class TimeEntryData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: TimeEntry


class UpdateTimeEntryChanges(TypedDict):
    """
    What was done in a matter, by whom, and for how long. It is `billable` where it does not say otherwise. What is left out, or null, stays as it is.
    """

    userId: NotRequired[str | None]
    matterId: NotRequired[str | None]
    date: NotRequired[str | None]
    time: NotRequired[str | None]
    description: NotRequired[str | None]
    hours: NotRequired[float | None]
    rate: NotRequired[float | None]
    billingType: NotRequired[Literal['nonBillable', 'billable', 'fixedFee'] | None]
    fixedFeeId: NotRequired[str | None]
    activityCode: NotRequired[str | None]
    taskCode: NotRequired[str | None]


class DeletedTimeEntryData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: DeletedTimeEntry


class ListExpensesPage(TypedDict):
    """
    One page of a list.
    """

    data: list[Expense]
    pagination: Pagination


class ExpenseData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: Expense


class UpdateExpenseChanges(TypedDict):
    """
    What was spent in a matter. What is left out, or null, stays as it is.
    """

    userId: NotRequired[str | None]
    matterId: NotRequired[str | None]
    date: NotRequired[str | None]
    description: NotRequired[str | None]
    amount: NotRequired[float | None]
    checkNumber: NotRequired[str | None]
    expenseCode: NotRequired[str | None]


class DeletedExpenseData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: DeletedExpense


class ListFixedFeesPage(TypedDict):
    """
    One page of a list.
    """

    data: list[FixedFee]
    pagination: Pagination


class FixedFeeData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: FixedFee


class UpdateFixedFeeChanges(TypedDict):
    """
    What a piece of work costs. What is left out, or null, stays as it is.
    """

    userId: NotRequired[str | None]
    matterId: NotRequired[str | None]
    date: NotRequired[str | None]
    description: NotRequired[str | None]
    amount: NotRequired[float | None]
    activityCode: NotRequired[str | None]
    taskCode: NotRequired[str | None]


class DeletedFixedFeeData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: DeletedFixedFee


class ListInvoicesPage(TypedDict):
    """
    One page of a list.
    """

    data: list[Invoice]
    pagination: Pagination


class InvoiceData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: Invoice


class PracticeAreaData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: PracticeArea


class UpdatePracticeAreaChanges(TypedDict):
    """
    How the practice area is called. What is left out, or null, stays as it is.
    """

    label: NotRequired[str | None]


class DeletedPracticeAreaData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: DeletedPracticeArea


class CodesData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: Codes


class Link(TypedDict):
    """
    Where it is.
    """

    href: str


class FieldLinks(TypedDict):
    """
    Paths of the object, and of what belongs to it.
    """

    self: Link


class CreateApiClientAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    api_client: ApiClient
    field_links: FieldLinks


class TitledError(TypedDict):
    """
    Why the call was refused.
    """

    title: str
    status: int
    detail: NotRequired[str]
    errors: NotRequired[list[Fault]]


class ReplaceApiClientAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    api_client: ApiClient
    field_links: FieldLinks


class DeleteApiKeyAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    api_key: DeletedThing
    field_links: FieldLinks


ListQueuesPage: TypeAlias = list[Queue]
"""
The items of this page.
"""


class ListQueuesAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    queues: ListQueuesPage
    field_links: FieldLinks


class FieldLinks8(TypedDict):
    """
    Paths of the object, and of what belongs to it.
    """

    self: Link
    listeners: NotRequired[Link]
    messages: NotRequired[Link]
    dead_letters: NotRequired[Link]
    schema: NotRequired[Link]


class CreateQueueAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    queue: Queue
    field_links: FieldLinks8


class GetQueueAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    queue: Queue
    field_links: FieldLinks8


class ReplaceQueueAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    queue: Queue
    field_links: FieldLinks8


class FieldLinks11(TypedDict):
    """
    Paths of the object, and of what belongs to it.
    """

    self: Link


class DeleteQueueAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    queue: DeletedThing
    field_links: FieldLinks11


class GetQueueSchemaAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    schema: QueueSchema
    field_links: FieldLinks11


ListListenersPage: TypeAlias = list[Listener]
"""
The items of this page.
"""


class ListListenersAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    listeners: ListListenersPage
    field_links: FieldLinks11


ListQueueListenersPage: TypeAlias = list[Listener]
"""
The items of this page.
"""


class ListQueueListenersAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    listeners: ListQueueListenersPage
    field_links: FieldLinks11


class CreateListenerAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    listener: ListenerWithSecret
    field_links: FieldLinks11


class GetListenerAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    listener: Listener
    field_links: FieldLinks11


class ReplaceListenerAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    listener: Listener
    field_links: FieldLinks11


class DeleteListenerAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    listener: DeletedThing
    field_links: FieldLinks11


class TestListenerAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    test: Trial
    field_links: FieldLinks11


class RotateListenerSecretAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    listener: ListenerWithSecret
    field_links: FieldLinks11


class RecoverListenerAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    recovery: Recovery
    field_links: FieldLinks11


ListMessagesPage: TypeAlias = list[Message]
"""
The items of this page.
"""


class ListMessagesAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    messages: ListMessagesPage
    field_links: FieldLinks11


ListQueueMessagesPage: TypeAlias = list[Message]
"""
The items of this page.
"""


class ListQueueMessagesAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    messages: ListQueueMessagesPage
    field_links: FieldLinks11


class FieldLinks24(TypedDict):
    """
    Paths of the object, and of what belongs to it.
    """

    self: Link
    attempts: NotRequired[Link]


class CreateMessageAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    message: StoredMessage
    field_links: FieldLinks24


class GetMessageAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    message: Message
    field_links: FieldLinks24


class RenameMessageAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    message: Message
    field_links: FieldLinks24


class FieldLinks27(TypedDict):
    """
    Paths of the object, and of what belongs to it.
    """

    self: Link


class DeleteMessageAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    message: DeletedThing
    field_links: FieldLinks27


class FieldLinks28(TypedDict):
    """
    Paths of the object, and of what belongs to it.
    """

    self: Link
    attempts: NotRequired[Link]


class RedeliverMessageAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    redelivery: Redelivery
    field_links: FieldLinks28


ListAttemptsPage: TypeAlias = list[Attempt]
"""
The items of this page.
"""


class FieldLinks29(TypedDict):
    """
    Paths of the object, and of what belongs to it.
    """

    self: Link


class ListAttemptsAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    attempts: ListAttemptsPage
    field_links: FieldLinks29


ListDeadLettersPage: TypeAlias = list[DeadLetter]
"""
The items of this page.
"""


class ListDeadLettersAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    dead_letters: ListDeadLettersPage
    field_links: FieldLinks29


class ReplayDeadLettersAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    replay: Replay
    field_links: FieldLinks29


ListDomainsPage: TypeAlias = list[Domain]
"""
The items of this page.
"""


class ListDomainsAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    domains: ListDomainsPage
    field_links: FieldLinks29


class CreateDomainAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    domain: Domain
    field_links: FieldLinks29


class GetDomainAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    domain: Domain
    field_links: FieldLinks29


class ReplaceDomainAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    domain: Domain
    field_links: FieldLinks29


class DeleteDomainAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    domain: DeletedThing
    field_links: FieldLinks29


class VerifyDomainAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    domain: Domain
    field_links: FieldLinks29


class ListEventsAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    events: list[StoredEvent]
    field_links: FieldLinks29


class GetMessageStatsAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    stats: MessageStats
    field_links: FieldLinks29


class Data(TypedDict):
    """
    The resource, in short.
    """

    id: str
    kind: Kind
    name: str
    state: ResourceState
    version: int


class ResourceEvent(TypedDict):
    """
    What happened to a resource, and what it was called then; read the resource to learn how it is now.
    """

    id: str
    type: Literal['resource.created', 'resource.updated', 'resource.deleted', 'resource.state_changed']
    timestamp: Timestamp
    data: Data


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
    traceId: NotRequired[str]
    replays: int
    repeats: int
    touched: list[Touched]


Scope: TypeAlias = PlainScope | MessagingScope


Scopes: TypeAlias = list[Scope]
"""
What the key may do.
"""


GivenScopes: TypeAlias = list[Scope]
"""
What the key may do.
"""


class NewOrganization(TypedDict):
    """
    What the operator says of a new organization.
    """

    name: OrganizationName
    displayName: NotRequired[DisplayName]
    language: NotRequired[Language]
    scopes: Scopes


class Key(TypedDict):
    """
    A key as it can be shown at any time.
    """

    id: KeyId
    name: KeyName
    environment: Environment
    scopes: GivenScopes
    createdAt: Timestamp
    expiresAt: NotRequired[str]
    lastUsedAt: NotRequired[str]
    revokedAt: NotRequired[str]
    replacedBy: NotRequired[str]
    disabledAt: NotRequired[str]
    client: NotRequired[str]
    userId: NotRequired[str]


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
    userId: NotRequired[str]


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


class StudioDetails(TypedDict):
    """
    What the staff say of the studio.
    """

    name: Line
    description: NotRequired[Text]
    countryCode: NotRequired[CountryCode]
    openingDate: NotRequired[Day]
    email: NotRequired[Email]
    logoUrl: NotRequired[Webpage]
    telephone: NotRequired[Phone]
    website: NotRequired[Webpage]
    street: NotRequired[Line]
    houseNumber: NotRequired[Line]
    zip: NotRequired[Line]
    city: NotRequired[Line]
    location: NotRequired[GeoLocation]


class StudioSettings(TypedDict):
    """
    What the staff set beside.
    """

    language: Language
    timeZone: TimeZone
    currency: Currency
    capacity: NotRequired[Capacity]
    idlePeriods: IdlePeriodRules


class StudioSettingsChange(TypedDict):
    """
    The settings to change.
    """

    language: NotRequired[Language]
    timeZone: NotRequired[TimeZone]
    currency: NotRequired[Currency]
    capacity: NotRequired[Capacity]
    idlePeriods: NotRequired[IdlePeriodRules]


class CreateCustomer(TypedDict):
    """
    Who the customer is.
    """

    firstName: PersonName
    lastName: PersonName
    dateOfBirth: Birthday
    email: Email
    street: Line
    houseNumber: NotRequired[Line]
    city: Line
    zipCode: Line
    countryCode: CountryCode
    language: PreferredLanguage
    gender: NotRequired[Gender]
    phoneNumberPrivate: NotRequired[Phone]
    phoneNumberMobile: NotRequired[Phone]
    thirdPartyId: NotRequired[Line]
    taxId: NotRequired[Line]
    communicationPreferences: NotRequired[list[CommunicationPreference]]


class Transaction(TypedDict):
    """
    One movement of an account. A charge is negative, a payment positive. It never changes.
    """

    id: Number
    type: Literal['CHARGE', 'PAYMENT']
    amount: Money
    dueDate: Day
    text: str
    paymentMethod: NotRequired[PaymentMethod]
    contractId: NotRequired[Number]
    createdDateTime: Timestamp


class NewPayment(TypedDict):
    """
    What was paid.
    """

    amount: Payable
    paymentMethod: NotRequired[PaymentMethod]
    text: NotRequired[BookingText]


class NewCharge(TypedDict):
    """
    What is owed, for what, and from which day on; today when left out.
    """

    amount: Payable
    text: BookingText
    dueDate: NotRequired[Day]


class ContactData(TypedDict):
    """
    How a customer is reached.
    """

    email: NotRequired[Email]
    phonePrivate: NotRequired[Phone]
    phonePrivateMobile: NotRequired[Phone]
    phoneBusiness: NotRequired[Phone]
    phoneBusinessMobile: NotRequired[Phone]
    amendment: NotRequired[Amendment]


class AddressData(TypedDict):
    """
    Where a customer lives.
    """

    street: NotRequired[Line]
    houseNumber: NotRequired[Line]
    zipCode: NotRequired[Line]
    city: NotRequired[Line]
    countryCode: NotRequired[CountryCode]
    amendment: NotRequired[Amendment]


class EmployeeContent(TypedDict):
    """
    What the staff say of an employee.
    """

    firstName: PersonName
    lastName: PersonName
    publicName: NotRequired[PublicName]
    email: NotRequired[Email]
    phone: NotRequired[Phone]
    jobTitle: NotRequired[Line]


class ClassContent(TypedDict):
    """
    What the staff say of a class. A `STREAM` takes place online, and needs no open studio.
    """

    title: Title
    type: NotRequired[ClassType]
    duration: Minutes
    category: NotRequired[Title]
    description: NotRequired[Text]
    imgUrl: NotRequired[Webpage]
    bookable: NotRequired[bool]
    cancelCondition: NotRequired[CancelCondition]
    contingent: NotRequired[Contingent]


class BookableAppointmentContent(TypedDict):
    """
    What is offered, with whom and when. An employee is named once.
    """

    title: Title
    duration: Minutes
    step: NotRequired[Step]
    category: NotRequired[Title]
    description: NotRequired[Text]
    imgUrl: NotRequired[Webpage]
    bookable: NotRequired[bool]
    earliestBookingDays: NotRequired[EarliestBookingDays]
    latestBookingMinutes: NotRequired[LatestBookingMinutes]
    cancelCondition: NotRequired[CancelCondition]
    contingent: NotRequired[Contingent]
    instructors: list[AppointmentInstructor]


class NewPaymentFrequency(TypedDict):
    """
    When what is paid. `RECURRING` needs `term` and `price`, `NON_RECURRING` the `price`, `MONTH_DAY` the `monthDay` and
    the `price`, `TERM_BASED` the `term` and the `prices`.

    """

    type: PaymentType
    term: NotRequired[PaymentTerm]
    monthDay: NotRequired[MonthDay]
    price: NotRequired[Price]
    prices: NotRequired[list[PriceStep]]


class NewMembershipTerm(TypedDict):
    """
    A variant of a membership. Without an `extension` it is over with the term; with one it goes on unless it is cancelled
    in time.

    """

    term: Term
    extension: NotRequired[Term]
    cancellationPeriod: CancellationPeriod
    paymentFrequency: NewPaymentFrequency
    flatFees: NotRequired[list[NewFlatFee]]
    idlePeriodsAllowed: NotRequired[bool]


class MembershipOfferContent(TypedDict):
    """
    What is offered.
    """

    name: Line
    description: NotRequired[Text]
    rateCodes: NotRequired[list[RateCode]]
    limitedOfferingPeriod: NotRequired[LimitedOfferingPeriod]
    active: NotRequired[bool]
    terms: list[NewMembershipTerm]


class Signup(TypedDict):
    """
    Who signs which offer, in which of its terms, from which day; today when left out, and never in the past.
    """

    membershipOfferId: Number
    termId: Number
    startDate: NotRequired[Day]
    customer: CreateCustomer


class CustomFieldOption(TypedDict):
    """
    One of the options of an `enum`.
    """

    optionId: PracticeId
    label: Label


class CustomField(TypedDict):
    """
    Something that the firm wants to know of each client, matter or user.
    """

    id: PracticeId
    entity: CustomFieldEntity
    name: Label
    valueType: ValueType
    options: NotRequired[list[CustomFieldOption]]


class NewCustomFieldOption(TypedDict):
    """
    One of the options of an `enum`.
    """

    label: Label


class CreateCustomField(TypedDict):
    """
    A new field.
    """

    entity: CustomFieldEntity
    name: Label
    valueType: ValueType
    options: NotRequired[list[NewCustomFieldOption]]


class CustomFieldValue(TypedDict):
    """
    The value that one thing has in one field.
    """

    id: PracticeId
    name: Label
    valueType: ValueType
    value: str | bool | float
    optionId: NotRequired[PracticeId]


class CustomFieldChange(TypedDict):
    """
    The value for one field; of an `enum`, by its option or by the label of it. `null` means none.

    """

    id: PracticeId
    value: NotRequired[Value | bool | Value1]
    optionId: NotRequired[PracticeId]


CustomFieldChanges: TypeAlias = list[CustomFieldChange]
"""
Values of custom fields, each field once. Fields that are not listed stay as they are.
"""


class User(TypedDict):
    """
    Somebody of the firm. In lists, `customFields` are there when they are selected.
    """

    userId: PracticeId
    name: str
    firstName: UserName
    lastName: UserName
    initials: NotRequired[Initials]
    role: Role
    email: MailAddress
    rate: NotRequired[float]
    customFields: NotRequired[list[CustomFieldValue]]


class CreateUser(TypedDict):
    """
    Who the user is.
    """

    firstName: UserName
    lastName: UserName
    initials: NotRequired[Initials]
    role: Role
    email: MailAddress
    rate: NotRequired[MoneyAmount]
    customFields: NotRequired[CustomFieldChanges]


class ClientList(TypedDict):
    """
    A client as lists show it. `contact`, `meta` and `customFields` are there when they are selected.
    """

    clientId: PracticeId
    name: Label
    reference: NotRequired[Reference]
    contact: NotRequired[Contact]
    meta: NotRequired[Metadata]
    customFields: NotRequired[list[CustomFieldValue]]


class ClientDetail(TypedDict):
    """
    A client. What is not known is absent.
    """

    clientId: PracticeId
    name: Label
    reference: NotRequired[Reference]
    contact: Contact
    notes: NotRequired[LongText]
    meta: NotRequired[Metadata]
    customFields: NotRequired[list[CustomFieldValue]]


class CreateClient(TypedDict):
    """
    Who the client is.
    """

    name: Label
    reference: NotRequired[ReferenceText]
    contact: NotRequired[Contact]
    notes: NotRequired[LongText]
    customFields: NotRequired[CustomFieldChanges]


class MatterList(TypedDict):
    """
    A matter as lists show it. `client`, `ledesConfiguration`, `responsible`, `originators`, `practiceArea`, `meta` and
    `customFields` are there when they are selected.

    """

    matterId: PracticeId
    name: Label
    reference: NotRequired[Reference]
    matterType: MatterType
    opened: NotRequired[PracticeDate]
    archived: bool
    clientId: PracticeId
    client: NotRequired[NamedClient]
    responsibleId: PracticeId
    responsible: NotRequired[NamedUser]
    originatorIds: list[PracticeId]
    originators: NotRequired[list[NamedUser]]
    practiceAreaId: NotRequired[PracticeId]
    practiceArea: NotRequired[NamedPracticeArea]
    ledesConfiguration: NotRequired[LedesConfiguration]
    meta: NotRequired[Metadata]
    customFields: NotRequired[list[CustomFieldValue]]


class MatterDetail(MatterList):
    """
    A matter. What is not known is absent.
    """

    conflictInformation: NotRequired[ConflictInformation]
    billingInstructions: NotRequired[LongText]
    notes: NotRequired[LongText]
    referralSources: NotRequired[LongText]


class CreateMatter(TypedDict):
    """
    What the matter is. It is `hourly` and opened today (UTC) where it does not say otherwise.
    """

    name: Label
    clientId: PracticeId
    responsibleId: PracticeId
    reference: NotRequired[ReferenceText]
    matterType: NotRequired[MatterType]
    originatorId: NotRequired[PracticeId]
    opened: NotRequired[PracticeDate]
    archived: NotRequired[bool]
    conflictInformation: NotRequired[ConflictInformation]
    ledesConfiguration: NotRequired[NewLedesConfiguration]
    billingInstructions: NotRequired[LongText]
    notes: NotRequired[LongText]
    referralSources: NotRequired[LongText]
    practiceAreaId: NotRequired[PracticeId]
    customFields: NotRequired[CustomFieldChanges]


class ApiKeyFacts(TypedDict):
    """
    A key without its text.
    """

    id: NanoId
    name: Alias
    alias: Alias
    status: KeyStatus
    scopes: GrantsShown
    client_id: NotRequired[NanoId]
    created_at: Milliseconds
    updated_at: Milliseconds
    last_used_at: NotRequired[Milliseconds]
    expires_at: NotRequired[Milliseconds]


class ApiKey(ApiKeyFacts):
    """
    A key as it can be shown at any time.
    """

    key: str


class CreatedApiKey(ApiKeyFacts):
    """
    A key with its text, shown once.
    """

    key: str


class PayloadItem(TypedDict):
    timestamp: int
    type: StudioEventType
    content: NotRequired[dict[str, Any]]


class StudioEvent(TypedDict):
    """
    That something happened to an entity; read the entity to learn how it is now.
    """

    entityId: Number
    uuid: str
    payload: list[PayloadItem]


class ListRequestsPage(TypedDict):
    """
    One page of a list.
    """

    items: list[RequestRecord]
    continuationToken: NotRequired[str]


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


class ListTransactionsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Transaction]
    offset: NotRequired[str]
    hasNext: bool


class ListUpcomingTransactionsPage(TypedDict):
    """
    One chunk of a list.
    """

    result: list[Transaction]
    offset: NotRequired[str]
    hasNext: bool


class ListClientsPage(TypedDict):
    """
    One page of a list.
    """

    data: list[ClientList]
    pagination: Pagination


class ClientDetailData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: ClientDetail


class UpdateClientChanges(TypedDict):
    """
    What changes of the client. What is left out, or null, stays as it is.
    """

    name: NotRequired[str | None]
    reference: NotRequired[str | None]
    contact: NotRequired[Contact1 | None]
    notes: NotRequired[str | None]
    customFields: NotRequired[list[CustomFieldChange] | None]


class ListMattersPage(TypedDict):
    """
    One page of a list.
    """

    data: list[MatterList]
    pagination: Pagination


class MatterDetailData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: MatterDetail


class UpdateMatterChanges(TypedDict):
    """
    What the matter is. It is `hourly` and opened today (UTC) where it does not say otherwise. What is left out, or null, stays as it is.
    """

    name: NotRequired[str | None]
    clientId: NotRequired[str | None]
    responsibleId: NotRequired[str | None]
    reference: NotRequired[str | None]
    matterType: NotRequired[Literal['hourly', 'fixedFee', 'contingency', 'probono', 'internal'] | None]
    originatorId: NotRequired[str | None]
    opened: NotRequired[str | None]
    archived: NotRequired[bool | None]
    conflictInformation: NotRequired[ConflictInformation1 | None]
    ledesConfiguration: NotRequired[LedesConfiguration1 | None]
    billingInstructions: NotRequired[str | None]
    notes: NotRequired[str | None]
    referralSources: NotRequired[str | None]
    practiceAreaId: NotRequired[str | None]
    customFields: NotRequired[list[CustomFieldChange] | None]


class UserData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: User


class UpdateUserChanges(TypedDict):
    """
    Who the user is. What is left out, or null, stays as it is.
    """

    firstName: NotRequired[str | None]
    lastName: NotRequired[str | None]
    initials: NotRequired[str | None]
    role: NotRequired[Literal['principal', 'attorney', 'paralegal', 'timekeeper', 'operator', 'accountant'] | None]
    email: NotRequired[str | None]
    rate: NotRequired[float | None]
    customFields: NotRequired[list[CustomFieldChange] | None]


class CustomFieldData(TypedDict):
    """
    The answer, in its envelope.
    """

    data: CustomField


ListApiKeysPage: TypeAlias = list[ApiKey]
"""
The items of this page.
"""


class ListApiKeysAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    api_keys: ListApiKeysPage
    field_links: FieldLinks


class CreateApiKeyAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    api_key: CreatedApiKey
    field_links: FieldLinks


class GetApiKeyAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    api_key: ApiKey
    field_links: FieldLinks


class ReplaceApiKeyAnswer(TypedDict):
    """
    The answer, in its envelope.
    """

    api_key: ApiKey
    field_links: FieldLinks


class CreatedOrganization(TypedDict):
    """
    A new organization and its first key, shown once.
    """

    organization: Organization
    key: CreatedKey
