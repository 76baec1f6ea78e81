"""FastAPI tuned by hand: Core, orjson, one thread hop for key and query, pydantic both ways."""

import uuid
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import FastAPI, HTTPException, Query, Request, Response
from pydantic import TypeAdapter
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool

from bench.peers import statement
from bench.peers.document import names
from bench.peers.schema import NewResource, Page, Resource
from bench.peers.store import engine

T = TypeVar("T")

database = engine()
ONE: TypeAdapter[Resource] = TypeAdapter(Resource)
PAGE: TypeAdapter[Page] = TypeAdapter(Page)


async def list_resources(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    continuation_token: Annotated[str, Query(alias="continuationToken")] = "",
) -> Response:
    page = await _run(
        request,
        lambda connection, tenant: statement.page(
            connection, tenant, limit=limit, after=continuation_token
        ),
    )
    return _answer(page, PAGE)


async def get_resource(request: Request, resource_id: uuid.UUID) -> Response:
    found = await _run(
        request, lambda connection, tenant: statement.find(connection, tenant, str(resource_id))
    )
    if found is None:
        raise HTTPException(404, f"No resource {resource_id}.")
    return _answer(found, ONE)


async def create_resource(request: Request, body: NewResource) -> Response:
    given = body.model_dump()
    try:
        made = await _run(
            request, lambda connection, tenant: statement.create(connection, tenant, given)
        )
    except IntegrityError as taken:
        raise HTTPException(409, "The name is taken.") from taken
    answer = _answer(made, ONE, status=201)
    answer.headers["Location"] = f"/registry/v1/resources/{made['id']}"
    return answer


async def _run(request: Request, work: Callable[[Connection, str], T]) -> T:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme != "Bearer":
        raise HTTPException(401, "Not authenticated.")
    return await run_in_threadpool(_transaction, key, work)


def _transaction(key: str, work: Callable[[Connection, str], T]) -> T:
    with database.connect() as connection:
        tenant = statement.tenant_of(connection, key)
        if tenant is None:
            raise HTTPException(401, "Unknown key.")
        result = work(connection, tenant)
        connection.commit()
        return result


def _answer(content: dict[str, Any], model: TypeAdapter[Any], *, status: int = 200) -> Response:
    model.validate_python(content)
    return Response(orjson.dumps(content), status_code=status, media_type="application/json")


def make() -> FastAPI:
    """The application, for `uvicorn --factory`; as many operations as the others."""
    app = FastAPI(title="A registry of resources")
    for name in names():
        path, end = f"/registry/v1/{name}", name.replace("-", "_")
        app.get(path, response_model=Page, operation_id=f"list_{end}")(list_resources)
        app.post(path, response_model=Resource, status_code=201, operation_id=f"create_{end}")(
            create_resource
        )
        app.get(path + "/{resource_id}", response_model=Resource, operation_id=f"get_{end}")(
            get_resource
        )
    return app
