"""Spans, exported by OTLP where OTEL_EXPORTER_OTLP_ENDPOINT is set; elsewhere they cost nothing.

A request's id is its trace's id, so what a job does later belongs to the trace of whoever caused it. A span
carries a route, a job or a verb and its outcome; no address, no words.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shared_lib.telemetry import request

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

_tracer: "Tracer | None" = None


def configure(process: str) -> "TracerProvider | None":
    """Export spans of this process if the environment says where to, and return what makes them."""
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": f"countersign-{process}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    use(provider)
    return provider


def use(provider: "TracerProvider | None") -> None:
    """Make spans by this provider from now on, or none."""
    global _tracer  # noqa: PLW0603 - one a process, set at its start
    _tracer = provider.get_tracer("countersign") if provider else None


@contextmanager
def span(name: str, **attributes: str | int) -> "Iterator[Span | None]":
    """Make a span around what is done, in the trace of the request in force."""
    if _tracer is None:
        yield None
        return
    from opentelemetry.trace import Status, StatusCode

    with _tracer.start_as_current_span(
        name, context=_parent(), attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as made:
        try:
            yield made
        except Exception as error:
            made.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def _parent() -> "Context | None":
    """Return the context to start in: the span in force, or else the request's own trace."""
    from opentelemetry.trace import (
        NonRecordingSpan,
        SpanContext,
        TraceFlags,
        get_current_span,
        set_span_in_context,
    )

    known = request.current()
    if get_current_span().get_span_context().is_valid or known is None:
        return None
    trace = request.trace_of(known)
    root = SpanContext(trace, (trace & (2**64 - 1)) or 1, is_remote=True, trace_flags=TraceFlags(1))
    return set_span_in_context(NonRecordingSpan(root))
