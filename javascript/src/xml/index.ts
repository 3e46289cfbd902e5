// What the rest of the package needs for XML.

export { readXml } from "../convert/xml_reader.js";
export { elementPositions, hasInstanceAttributes, parseXml } from "../parse/xml.js";
export { checkXmlBounds } from "../parse/xml_bounds.js";
export { explainWebPage } from "../parse/xml_content.js";
export { diagnoseXml } from "../structure/diagnose_xml.js";
