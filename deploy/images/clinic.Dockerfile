# The operator's command: relay, scheduler, sealer, provision, migrate of the shared schema, audit verify.
FROM python:3.11-slim AS build
RUN pip install --no-cache-dir "uv==0.13.8"
WORKDIR /src
COPY requirements/clinic.txt requirements/
RUN uv venv /opt/app && uv pip install --python /opt/app/bin/python --no-cache --require-hashes -r requirements/clinic.txt
COPY shared-lib shared-lib
COPY deploy deploy
RUN uv pip install --python /opt/app/bin/python --no-cache --no-deps --no-build-isolation --no-index ./shared-lib ./deploy

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home app
COPY --from=build /opt/app /opt/app
ENV PATH=/opt/app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
ENTRYPOINT ["clinic"]
