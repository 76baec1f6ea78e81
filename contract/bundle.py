"""The chapters become one document: paths inlined, components hoisted, references kept."""

from dataclasses import dataclass
from os.path import relpath
from pathlib import Path
from typing import Any

from contract.copy import copied
from contract.kept import Keeper, afresh
from contract.place import DocumentError, Place
from contract.pointer import keys_of, look_up, pointer_to
from contract.source import Source

Json = dict[str, Any]

_CHAPTER_KEYS = ("paths", "x-webhooks", "components")


@dataclass(frozen=True)
class Bundle:
    """One document, and where its root, its path items and its components were written."""

    document: Json
    root: Place
    paths: dict[str, Place]
    components: dict[tuple[str, str], Place]

    def written(self, keys: tuple[str | int, ...]) -> Place:
        """Where the author wrote what stands at `keys` of the document."""
        match keys:
            case ("paths", str() as path, *below) if path in self.paths:
                return self.paths[path].at(*below)
            case ("components", str() as kind, str() as name, *below):
                if (kind, name) in self.components:
                    return self.components[kind, name].at(*below)
        return self.root.at(*keys)


def bundle(path: Path, keep: Keeper = afresh) -> Bundle:
    """The document at `path` with its chapters, in the order of the author; `keep` has what was read before."""
    return _Bundler(path.resolve(), keep).bundle()


class _Bundler:
    def __init__(self, path: Path, keep: Keeper) -> None:
        self.keep = keep
        self.root = Source(path, path.name, keep)
        self.sources = {path: self.root}
        self.components: Json = {}
        self.owners: dict[tuple[str, str], Place] = {}
        self.places: dict[str, Place] = {}

    def bundle(self) -> Bundle:
        content = self.root.content
        document: Json = dict.fromkeys(content)
        self._hoist(self.root)
        for key, value in content.items():
            if key in ("paths", "x-webhooks"):
                place = self.root.place.at(key)
                document[key] = {
                    name: self._path_item(item, place.at(name))
                    for name, item in _mapping(value, place).items()
                }
            elif key != "components":
                document |= copied({key: value}, self.root.place, self._follow)
        if self.components:
            document["components"] = self.components
        self._refuse_unused_paths()
        return Bundle(document, self.root.place, self.places, self.owners)

    def _path_item(self, item: Any, place: Place) -> Json:
        name = str(place.keys[-1])
        if isinstance(item, dict) and "$ref" in item:
            source, keys = self._split(str(item["$ref"]), place.at("$ref"))
            item, place = self._looked_up(source, keys, place.at("$ref")), source.place.at(*keys)
        self.places[name] = place
        result: Json = copied(item, place, self._follow)
        return result

    def _follow(self, reference: str, place: Place) -> str:
        """Where a reference of a file leads in the bundle."""
        source, keys = self._split(reference, place)
        self._looked_up(source, keys, place)
        if keys[0] != "components":
            raise DocumentError(place, "leads to no component: #/components/…")
        return pointer_to(*keys)

    def _looked_up(self, source: Source, keys: tuple[str, ...], place: Place) -> Any:
        try:
            return look_up(source.content, keys)
        except LookupError:
            reason = f"{source.place.name} has no {'/'.join(keys)}"
            raise DocumentError(place, reason) from None

    def _split(self, reference: str, place: Place) -> tuple[Source, tuple[str, ...]]:
        file, _, pointer = reference.partition("#")
        path = (place.file.parent / file).resolve() if file else place.file
        return self._source(path, place), keys_of(pointer)

    def _source(self, path: Path, place: Place) -> Source:
        if path not in self.sources:
            if not path.is_file():
                raise DocumentError(place, f"there is no file {path.name} here")
            name = relpath(path, self.root.place.file.parent)
            self.sources[path] = source = Source(path, Path(name).as_posix(), self.keep)
            for key in source.content:
                if key not in _CHAPTER_KEYS:
                    known = ", ".join(_CHAPTER_KEYS)
                    raise DocumentError(source.place.at(key), f"a chapter has only {known}")
            self._hoist(source)
        return self.sources[path]

    def _hoist(self, source: Source) -> None:
        """Make the file's components the bundle's; a name belongs to one file."""
        place = source.place.at("components")
        components = _mapping(source.content.get("components", {}), place)
        for kind, named in components.items():
            for name in _mapping(named, place.at(kind)):
                here = place.at(kind, name)
                owner = self.owners.setdefault((kind, name), here)
                if owner.file != here.file:
                    reason = f"{owner.name} has a component of this name already"
                    raise DocumentError(here, reason)
        hoisted = copied(components, place, self._follow)
        for kind, named in hoisted.items():
            self.components.setdefault(kind, {}).update(named)

    def _refuse_unused_paths(self) -> None:
        used = {(place.file, place.keys) for place in self.places.values()}
        for file, source in self.sources.items():
            for key in ("paths", "x-webhooks"):
                for name in _mapping(source.content.get(key, {}), source.place.at(key)):
                    if source is not self.root and (file, (key, name)) not in used:
                        reason = f"{self.root.place.name} does not refer to it"
                        raise DocumentError(source.place.at(key, name), reason)


def _mapping(value: Any, place: Place) -> Json:
    if not isinstance(value, dict):
        raise DocumentError(place, "must be a mapping")
    return value
