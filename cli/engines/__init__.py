"""Jobs in, their results out as they come: on this machine's processes or on a Dask cluster."""

from cli.engines.choosing import engine_of, require
from cli.engines.errors import EngineError, EngineMissing, EngineUnreachable, JobFailed
from cli.engines.jobs import Engine, Job

__all__ = [
    "Engine",
    "EngineError",
    "EngineMissing",
    "EngineUnreachable",
    "Job",
    "JobFailed",
    "engine_of",
    "require",
]
