"""FastAPI as its tutorial teaches it but for its SQL, which is Core: the framework's own share."""

import uuid
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bench.peers import statement
from bench.peers.document import names
from bench.peers.schema import NewResource, Page, Resource
from bench.peers.store import engine

database = engine()
bearer = HTTPBearer()


def get_connection() -> Iterator[Connection]:
    with database.connect() as connection:
        yield connection


Database = Annotated[Connection, Depends(get_connection)]


def get_tenant(
    connection: Database, given: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]
) -> str:
    tenant = statement.tenant_of(connection, given.credentials)
    if tenant is None:
        raise HTTPException(401, "Unknown key.")
    return tenant


Tenant = Annotated[str, Depends(get_tenant)]


def list_resources(
    connection: Database,
    tenant: Tenant,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    continuation_token: Annotated[str, Query(alias="continuationToken")] = "",
) -> dict[str, Any]:
    return statement.page(connection, tenant, limit=limit, after=continuation_token)


def get_resource(connection: Database, tenant: Tenant, resource_id: uuid.UUID) -> dict[str, Any]:
    resource = statement.find(connection, tenant, str(resource_id))
    if resource is None:
        raise HTTPException(404, f"No resource {resource_id}.")
    return resource


def create_resource(
    connection: Database, tenant: Tenant, body: NewResource, response: Response
) -> dict[str, Any]:
    try:
        resource = statement.create(connection, tenant, body.model_dump())
        connection.commit()
    except IntegrityError as taken:
        raise HTTPException(409, "The name is taken.") from taken
    response.headers["Location"] = f"/registry/v1/resources/{resource['id']}"
    return resource


def make() -> FastAPI:
    """The application, for `uvicorn --factory`; as many operations as the others."""
    app = FastAPI(title="A registry of resources")
    router = APIRouter(prefix="/registry/v1", tags=["registry"])
    for name in names():
        path, end = f"/{name}", name.replace("-", "_")
        router.get(
            path,
            response_model=Page,
            response_model_exclude_unset=True,
            operation_id=f"list_{end}",
        )(list_resources)
        router.post(path, response_model=Resource, status_code=201, operation_id=f"create_{end}")(
            create_resource
        )
        router.get(path + "/{resource_id}", response_model=Resource, operation_id=f"get_{end}")(
            get_resource
        )
    app.include_router(router)
    return app
