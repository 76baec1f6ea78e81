"""A small API of notes with every house rule, and calls of it that tests write out as they need them."""

import asyncio
import contextlib
import inspect
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count

import prepared
import pytest

import models
from contract.load import load
from conventions import chain
from conventions.counters.memory import MemoryCounters
from conventions.credentials import Credentials
from conventions.exchange import Exchange
from conventions.idempotency import Running
from conventions.lockout import Lockout
from conventions.overload import Gate, caps_of
from conventions.schemas import Schemas
from conventions.work import Work
from models.database import open_database
from models.platform import key, organization
from models.session import Caller
from models.vault import Vault

models.register()

_numbers = count()
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

DOCUMENT = """
openapi: 3.0.3
info: {title: Notes, version: "1"}
tags:
  - name: notes
    x-charter:
      base: /notes/v1
      errors: itemized
      request-id: {header: X-Request-ID, required: true, unique: true}
      idempotency-key: {headers: [X-Idempotency-Key, Idempotency-Key], keep: 3600}
      rate-limit: {budget: 3, per: 60}
      audit: {keep-days: 7}
  - name: plain
    x-charter: {base: /plain/v1}
security: [{bearer: []}, {key: []}]
x-charter: {body-limit: 1000, json-depth: 5}
paths:
  /notes/v1/notes:
    get:
      tags: [notes]
      operationId: listNotes
      summary: List
      x-charter: {scopes: [notes:read], paged: {style: token, limit: {default: 2, max: 5}}}
      parameters:
        - {name: tag, in: query, description: Tags, example: [a], schema: {type: array, items: {type: string}}}
        - {name: minSize, in: query, description: Size, example: 1, schema: {type: integer, minimum: 0}}
        - name: sort
          in: query
          description: Order
          example: id
          schema: {type: string, enum: [id, text], default: id}
      responses:
        "200":
          description: Some
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Note"}}}}
    post:
      tags: [notes]
      operationId: createNote
      summary: Write
      x-charter:
        scopes: [notes:write]
        idempotent: {}
        conditional: {etag: version}
        location: getNote
        emits: [note.created]
        errors: [resource_name_taken]
      requestBody: {$ref: "#/components/requestBodies/Note"}
      responses:
        "201":
          description: Written
          content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}
          links: {getNote: {operationId: getNote, parameters: {noteId: $response.body#/id}}}
  /notes/v1/notes/{noteId}:
    parameters:
      - {name: noteId, in: path, required: true, description: Which, example: n1, schema: {type: string, maxLength: 5}}
    get:
      tags: [notes]
      operationId: getNote
      summary: Read
      x-charter: {scopes: [notes:read], conditional: {etag: version}}
      responses:
        "200": {$ref: "#/components/responses/Note"}
    put:
      tags: [notes]
      operationId: replaceNote
      summary: Replace
      x-charter: {scopes: [notes:write], conditional: {etag: version, match: true}, rate-limit: {budget: 1, per: 10}}
      requestBody: {$ref: "#/components/requestBodies/Note"}
      responses:
        "200": {$ref: "#/components/responses/Note"}
    delete:
      tags: [notes]
      operationId: deleteNote
      summary: Delete
      x-charter: {scopes: [notes:write], conditional: {match: true}, idempotent: {keep: 60}}
      responses:
        "204": {description: Gone}
  /plain/v1/archive:
    get:
      tags: [plain]
      operationId: listArchive
      summary: Archive
      x-charter: {paged: {style: limit-offset}}
      responses:
        "200":
          description: Some
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Note"}}}}
  /plain/v1/motto:
    get:
      tags: [plain]
      operationId: getMotto
      summary: Motto
      security: []
      responses:
        "200":
          description: A motto
          content: {application/json: {schema: {type: string}}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
    key: {type: apiKey, in: header, name: X-API-Key}
  requestBodies:
    Note:
      required: true
      content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}
  responses:
    Note:
      description: A note
      content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}
  schemas:
    Note:
      type: object
      required: [id, version, text]
      additionalProperties: false
      properties:
        id: {type: string, readOnly: true, example: n1}
        version: {type: integer, readOnly: true, example: 1}
        text: {type: string, maxLength: 20, example: Milk}
"""


@pytest.fixture(scope="session")
def contract(tmp_path_factory):
    path = tmp_path_factory.mktemp("document") / "openapi.yaml"
    path.write_text(DOCUMENT)
    return load(path)


@pytest.fixture(scope="session")
def operations(contract):
    """Operations by id, with bodies and answers in place of references, as the chain hands them on."""
    return {
        id: chain._resolved(contract, operation) for id, operation in contract.operations.items()
    }


@pytest.fixture(scope="session")
def compiler(contract):
    return Schemas(contract.document)


@pytest.fixture(scope="session")
def vault():
    return Vault(b"a secret of the tests only")


@pytest.fixture
def exchange():
    """Makes calls; what a test does not say is believable."""

    def made(**given):
        usual = {
            "method": "GET",
            "path": "/notes/v1/notes",
            "path_values": {},
            "query": b"",
            "headers": {},
            "address": "192.0.2.1",
            "scheme": "http",
            "received_at": NOON,
            "began": 0.0,
        }
        return Exchange(**usual | given)

    return made


@pytest.fixture
def caller():
    def made(tenant="acme", key_id="alice", request_id="r1", operation="createNote"):
        return Caller(tenant, key_id, request_id, operation)

    return made


@pytest.fixture(scope="module")
def database(tmp_path_factory, vault):
    url = f"sqlite:///{tmp_path_factory.mktemp('home')}/charter.db"
    prepared.database(url)
    opened = open_database(url, vault=vault, clock=lambda: NOON)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def alice(database):
    def work(session):
        tenant = organization.create(session, "io.example.acme")["organizationId"]
        return tenant, key.create(session, tenant, name="alice", scopes=["*"])[1]

    return database.write(work)


class Serving:
    """Plans over the real database; `work` may be changed for a test that wants it other."""

    def __init__(self, contract, database, vault, executor, alice):
        self.contract, self.database, self.vault = contract, database, vault
        self.tenant, self.key = alice
        self.work = {
            "database": database,
            "executor": executor,
            "timeout": 20.0,
            "hops": False,
            "patience": 10.0,
        }
        self.scale, self.require_https = 1000, False

    def plans(self, **handlers):
        """Plans of operations, by the operations' ids."""
        parts = self.parts()
        return {id: self._plan(parts, id, handler) for id, handler in handlers.items()}

    def parts(self):
        given = dict(self.work)
        work = Work(gate=Gate(caps_of(8)), running=Running(given.pop("patience")), **given)
        given = {
            "contract": self.contract,
            "schemas": Schemas(self.contract.document),
            "vault": self.vault,
            "work": work,
            "credentials": Credentials(self.database, Lockout(MemoryCounters()), base_domain=None),
            "counters": MemoryCounters(),
            "rate_limit_scale": self.scale,
            "validate_answers": "full",
            "audit_reads": True,
            "trusted_proxies": (),
            "require_https": self.require_https,
            "base_url": "https://api.test",
            "clock": lambda: NOON,
            "context": contextlib.nullcontext,
        }
        return chain.Conventions(
            **{name: given.get(name) for name in inspect.signature(chain.Conventions).parameters}
        )

    def _plan(self, parts, id, handler):
        operation = self.contract.operations[id]
        item = self.contract.document["paths"][operation.path]
        definitions = {
            (found["in"], found["name"]): found
            for node in (*item.get("parameters", []), *operation.definition.get("parameters", []))
            for found in [self.contract.resolve(node)]
        }
        schemes = self.contract.document["components"]["securitySchemes"]
        return chain.compile_plan(parts, operation, handler, list(definitions.values()), schemes)

    @staticmethod
    async def send(plan, call):
        async def receive():
            return {"type": "http.request", "body": call.body}

        return await plan(call, receive)

    def answered(self, handler, call, id):
        async def run():
            return await self.send(self.plans(**{id: handler})[id], call)

        return asyncio.run(run())


@pytest.fixture(scope="module")
def executor():
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.fixture
def serving(contract, database, vault, executor, alice):
    return Serving(contract, database, vault, executor, alice)


@pytest.fixture
def ask(exchange, serving):
    """A call as alice makes it; `id` is its request id."""

    def made(id=None, *, body=b"", authorized=True, **headers):
        headers = {name.replace("_", "-"): text for name, text in headers.items()}
        if body:
            headers.setdefault("content-type", "application/json")
        if authorized:
            headers["x-api-key"] = serving.key
        headers["x-request-id"] = id or f"call-{next(_numbers)}"
        return exchange(headers=headers, body=body, path_values={"noteId": "n1"})

    return made
