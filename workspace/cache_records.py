"""Records as JSON lists and back: a record is its fields in their order, and whatever is of another type is refused."""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import records

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Record = TypeVar("Record")
PLAIN = (str, int, float, bool)
NAMES = vars(records)  # that the annotations of others refer to


class MisfitError(ValueError):
    """A value that is not of its field's type."""


class Form(NamedTuple):
    """How values of one type are laid out as JSON and read back; `lay_out` None: as they are."""

    lay_out: Callable[[Any], Any] | None
    read: Callable[[Any], Any]


def lay_out(record: Any) -> Any:  # noqa: ANN401  any record
    """Lay a record out as JSON values; raises MisfitError for what JSON would change."""
    own = form_of(cast("Hashable", type(record))).lay_out
    return own(record) if own else record


def read(kind: type[Record], values: object) -> Record:
    """Read what was laid out; raises MisfitError where it is no record of this kind."""
    found: Record = form_of(cast("Hashable", kind)).read(values)
    return found


@cache
def form_of(kind: Any) -> Form:  # noqa: ANN401  a type or what typing makes of it
    """Find the form of a type."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return form_of_record(kind)
    if kind in PLAIN:
        return Form(None, reader_of(kind))
    if origin is Literal:
        return Form(None, reader_of(str))
    if origin in (UnionType, Union):
        return form_of_optional(next(one for one in inner if one is not NoneType))
    if origin is tuple:
        return form_of_list(inner[0]) if inner[-1] is Ellipsis else form_of_row(tuple(map(form_of, inner)))
    if inner[:1] == (str,):
        return form_of_table(form_of(inner[1]))
    return Form(only_plain, lambda values: values)


def reader_of(kind: type) -> Callable[[Any], Any]:
    """Make the reader of plain values of one type; a whole number may stand for another one."""
    kinds = (float, int) if kind is float else (kind,)

    def read(value: Any) -> Any:  # noqa: ANN401
        if type(value) not in kinds:
            raise MisfitError
        return value

    return read_text if kind is str else read


def read_text(value: Any) -> str:  # noqa: ANN401
    """Read a text, and hold it once: thousands of scenes say the same words."""
    if type(value) is not str:
        raise MisfitError
    return sys.intern(value)


def form_of_optional(kind: Any) -> Form:  # noqa: ANN401
    """Make the form of a value that may be missing."""
    own = form_of(kind)
    laid = own.lay_out
    lay = (lambda value: None if value is None else laid(value)) if laid else None
    return Form(lay, lambda value: None if value is None else own.read(value))


def form_of_list(kind: Any) -> Form:  # noqa: ANN401
    """Make the form of a tuple of one type's values."""
    own = form_of(kind)
    laid, read_one = own.lay_out, own.read

    def read(values: Any) -> Any:  # noqa: ANN401
        return tuple(map(read_one, only_list(values)))

    return Form((lambda values: list(map(laid, values))) if laid else None, read)


def form_of_row(own: tuple[Form, ...]) -> Form:
    """Make the form of a tuple whose values have each their type."""
    readers = [one.read for one in own]

    def lay_out(values: Any) -> Any:  # noqa: ANN401
        return [one.lay_out(value) if one.lay_out else value for one, value in zip(own, values, strict=True)]

    def read(values: Any) -> Any:  # noqa: ANN401
        if len(only_list(values)) != len(readers):
            raise MisfitError
        return tuple([reader(value) for reader, value in zip(readers, values, strict=True)])

    return Form(lay_out if any(one.lay_out for one in own) else None, read)


def form_of_table(own: Form) -> Form:
    """Make the form of a table with text for keys."""

    def lay_out(values: Any) -> Any:  # noqa: ANN401
        return {only_text(key): own.lay_out(value) if own.lay_out else value for key, value in values.items()}

    def read(values: Any) -> Any:  # noqa: ANN401
        if type(values) is not dict:
            raise MisfitError
        return {key: own.read(value) for key, value in values.items()}

    return Form(lay_out, read)


def form_of_record(kind: type) -> Form:
    """Make the form of a record."""
    hints = get_type_hints(kind, localns=dict(NAMES))
    names = [field.name for field in fields(kind)]
    row = form_of_row(tuple(form_of(hints[name]) for name in names))
    get, laid, is_one = attrgetter(*names), row.lay_out, len(names) == 1

    def lay_out(record: Any) -> Any:  # noqa: ANN401
        values = (get(record),) if is_one else get(record)
        return laid(values) if laid else values

    return Form(lay_out, lambda values: kind(*row.read(values)))


def only_list(values: object) -> Any:  # noqa: ANN401
    """Give a list; raises MisfitError for anything else."""
    if type(values) is not list:
        raise MisfitError
    return values


def only_text(value: object) -> str:
    """Give a text; raises MisfitError for anything else."""
    if type(value) is not str:
        raise MisfitError
    return value


def only_plain(value: Any) -> Any:  # noqa: ANN401
    """Give values that JSON gives back as they are; raises MisfitError for others, such as dates."""
    if type(value) is list:
        return [only_plain(one) for one in value]
    if type(value) is dict:
        return {only_text(key): only_plain(one) for key, one in value.items()}
    if value is None or type(value) in PLAIN:
        return value
    raise MisfitError
