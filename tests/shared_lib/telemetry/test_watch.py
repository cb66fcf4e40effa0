"""What is watched is counted under closed labels, and traced in the trace of whoever caused it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import REGISTRY

from shared_lib.errors import Conflict
from shared_lib.telemetry import metrics, request, trace, watch


def count(metric: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"{metric}_count", labels) or 0.0


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.use(provider)
    yield kept
    trace.use(None)


class TestCounting:
    def test_a_request_is_counted_by_its_route(self) -> None:
        labels = {"method": "GET", "route": "/p/{slug}", "status": "200"}
        before = count("clinic_http_request_seconds", **labels)

        with watch.answering("GET") as ended:
            ended("/p/{slug}", 200)

        assert count("clinic_http_request_seconds", **labels) == before + 1

    def test_a_request_that_breaks_is_counted_as_a_fault(self) -> None:
        labels = {"method": "POST", "route": "unknown", "status": "500"}
        before = count("clinic_http_request_seconds", **labels)

        with pytest.raises(ValueError, match="broken"), watch.answering("POST"):
            raise ValueError("broken")

        assert count("clinic_http_request_seconds", **labels) == before + 1

    def test_a_strange_method_makes_no_label_of_its_own(self) -> None:
        labels = {"method": "OTHER", "route": "/", "status": "405"}
        before = count("clinic_http_request_seconds", **labels)

        with watch.answering("BREW") as ended:
            ended("/", 405)

        assert count("clinic_http_request_seconds", **labels) == before + 1

    def test_a_call_that_is_refused_is_counted_by_the_class_of_the_refusal(self) -> None:
        labels = {"vendor": "stripe", "verb": "capture", "outcome": "Conflict"}
        before = count("clinic_vendor_call_seconds", **labels)

        with pytest.raises(Conflict), watch.calling("stripe", "capture"):
            raise Conflict("no")

        assert count("clinic_vendor_call_seconds", **labels) == before + 1

    def test_a_scraper_reads_what_was_counted_and_what_stands(self) -> None:
        with watch.running("test.job"):
            pass

        text = metrics.exposition({"clinic_outbox_dead": 3.0}).decode()

        assert 'clinic_job_seconds_count{job="test.job",outcome="ok"}' in text
        assert "clinic_outbox_dead 3.0" in text

    @pytest.mark.parametrize("header", [None, "", "token", "Bearer", "Bearer tokeN", "Bearer token "])
    def test_a_scraper_without_the_token_is_not_allowed(self, header: str | None) -> None:
        assert not metrics.allowed(header, "token")
        assert metrics.allowed("Bearer token", "token")


class TestTracing:
    def test_without_a_collector_there_are_no_spans(self) -> None:
        with trace.span("quiet") as made:
            assert made is None

    def test_a_job_belongs_to_the_trace_of_the_request_that_caused_it(
        self, spans: InMemorySpanExporter
    ) -> None:
        name = request.begin()
        with watch.answering("POST") as ended:
            ended("/checkout", 303)
        with watch.running("payment.capture"), watch.calling("stripe", "capture"):
            pass

        answered, called, ran = spans.get_finished_spans()
        assert {one.context.trace_id for one in (answered, called, ran)} == {request.trace_of(name)}
        assert answered.name == "POST /checkout"
        assert called.parent is not None
        assert called.parent.span_id == ran.context.span_id

    def test_a_failure_is_told_by_its_class_alone(self, spans: InMemorySpanExporter) -> None:
        with pytest.raises(ValueError, match="words of a patient"), watch.running("test.fails"):
            raise ValueError("words of a patient")

        (span,) = spans.get_finished_spans()
        assert span.status.description == "ValueError"
        assert not span.events
        assert "patient" not in span.to_json()

    def test_spans_reach_the_collector_that_the_environment_names(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[tuple[str, bytes]] = []

        class Collector(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                heard.append((self.path, self.rfile.read(length)))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                """Say nothing."""

        with HTTPServer(("127.0.0.1", 0), Collector) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
            provider = trace.configure("test")
            with watch.running("test.exported"):
                pass
            assert provider is not None
            provider.shutdown()
            trace.use(None)
            server.shutdown()

        assert [path for path, _ in heard] == ["/v1/traces"]
        assert b"countersign-test" in heard[0][1]
