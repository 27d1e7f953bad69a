"""Methods and functions whose answers an object keeps, declared where they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

Owner = TypeVar("Owner")
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Question = TypeVar("Question")
Method = Callable[Concatenate[Owner, Asked], Answer]


class Kept(Generic[Owner, Asked, Answer]):
    """A method that works an answer out once for each object and question.

    The answers live in the object and go when it goes. A function of them takes the method's
    place in the object at the first call, so later ones cost no more than a look-up.
    """

    def __init__(self, method: Callable[Concatenate[Owner, Asked], Answer], at_most: int | None):
        self.method, self.at_most = method, at_most
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type[Owner], name: str) -> None:
        self.name = name

    def __get__(self, instance: Owner, owner: type[Owner]) -> Callable[Asked, Answer]:
        answers = lru_cache(self.at_most)(partial(self.method, instance))
        return cast(Callable[Asked, Answer], vars(instance).setdefault(self.name, answers))


@overload
def kept(
    method: Callable[Concatenate[Owner, Asked], Answer],
) -> Kept[Owner, Asked, Answer]: ...


@overload
def kept(
    *, at_most: int
) -> Callable[[Callable[Concatenate[Owner, Asked], Answer]], Kept[Owner, Asked, Answer]]: ...


def kept(method: Any = None, *, at_most: int | None = None) -> Any:
    """Keep all answers of a method, or those that were asked for last."""
    return partial(Kept, at_most=at_most) if method is None else Kept(method, at_most)


def kept_in(
    owner: str, at_most: int
) -> Callable[[Callable[[Question], Answer]], Callable[[Question], Answer]]:
    """Keep the answers of a function that were asked for last, in an attribute of the question."""

    def keep(function: Callable[[Question], Answer]) -> Callable[[Question], Answer]:
        @wraps(function)
        def answer(question: Question) -> Answer:
            kept_by = vars(getattr(question, owner))
            answers = kept_by.get(name) or kept_by.setdefault(name, lru_cache(at_most)(function))
            return cast(Answer, answers(question))

        name = function.__qualname__
        return answer

    return keep
