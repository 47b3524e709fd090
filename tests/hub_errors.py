"""Errors as the hub's library raises them, without importing it."""


class Answer:
    def __init__(self, status):
        self.status_code = status


def error_named(name, message="", base=Exception, status=None):
    made = type(name, (base,), {})(message)
    if status:
        made.response = Answer(status)
    return made
