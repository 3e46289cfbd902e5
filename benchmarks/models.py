"""xsdata's models of the records, generated from the XML Schema for one run."""

import importlib
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from xsdata.formats.dataclass.parsers import JsonParser, XmlParser
from xsdata.formats.dataclass.parsers.handlers import XmlEventHandler
from xsdata.formats.dataclass.serializers import DictFactory, JsonSerializer, XmlSerializer

from cases import Sample
from swschema.schema.files import NAMESPACE, xsd_path

PACKAGE = "xsdata_models"


class XsdataModels:
    """xsdata as a converter.

    It has a JSON of its own, in which a wrapped array is an object and the record type is not
    said: it reads and writes the same content in that form.
    """

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "xsdata", "generate", str(xsd_path("swschema"))]
        options = ["--package", PACKAGE, "--structure-style", "single-package"]
        # It calls ruff, which is beside the interpreter.
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path}
        subprocess.run(
            [*command, *options], cwd=folder, env=environment, check=True, capture_output=True
        )
        sys.path.insert(0, str(folder))
        self._models: Any = importlib.import_module(PACKAGE)
        # Quicker than the default, which goes through lxml.
        self._from_xml = XmlParser(handler=XmlEventHandler)
        self._from_json = JsonParser()
        self._as_json = JsonSerializer(dict_factory=DictFactory.FILTER_NONE)
        self._as_xml = XmlSerializer()

    def to_xml(self, sample: Sample) -> partial[bytes]:
        kind = self._kind(sample)
        return partial(self._write_xml, self._write_json(sample.xml, kind), kind)

    def to_json(self, sample: Sample) -> partial[bytes]:
        return partial(self._write_json, sample.xml, self._kind(sample))

    def _kind(self, sample: Sample) -> Any:
        return getattr(self._models, f"{sample.record[0].upper()}{sample.record[1:]}")

    def _write_json(self, xml: bytes, kind: Any) -> bytes:
        return self._as_json.render(self._from_xml.from_bytes(xml, kind)).encode()

    def _write_xml(self, json: bytes, kind: Any) -> bytes:
        record = self._from_json.from_bytes(json, kind)
        return self._as_xml.render(record, ns_map={None: NAMESPACE}).encode()
