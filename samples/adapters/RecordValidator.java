import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.TransformerFactoryConfigurationError;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.Locator2;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Validates records in XML: their structure by the JDK, and their rules by Saxon, as the rules are in
 * XSLT 2.0, which the JDK does not have. Without Saxon it only validates the structure, and says so.
 *
 * <p>Usage: java -cp /usr/share/java/Saxon-HE.jar RecordValidator.java SCHEMAS, the folder that
 * `swschema schemas --write SCHEMAS` makes. Reads a path a line and answers in JSON a line, as the
 * conformance kit asks. Documents may come from anybody: no document type declaration is read, no
 * other file is opened, and what is larger or deeper than the bounds is refused. The day of checking
 * is that of the environment variable SWSCHEMA_AS_OF, or today.
 */
public class RecordValidator {
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 20_000; // Saxon takes minutes for the rules of more
    private static final int MAX_TEXT = 65_536; // Xerces takes minutes for a pattern of megabytes
    private static final int MAX_CONTENT = 10_000_000; // of an attachment
    private static final Set<String> ENCODINGS =
            Set.of(
                    "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII", "GB18030", "GBK",
                    "GB2312");
    private static final String SVRL = "http://purl.oclc.org/dsdl/svrl";

    private final Schema schema;
    private final Templates rules; // null without Saxon

    /** A problem: what is null is not known. */
    record Problem(String code, String severity, Integer line, String message) {}

    RecordValidator(Path schemas) throws SAXException, TransformerException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance(); // that of the JDK
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        schema = factory.newSchema(schemas.resolve("xsd/swschema.xsd").toFile());
        rules = compileRules(schemas.resolve("swschema.xsl").toFile());
    }

    public static void main(String[] arguments) throws Exception {
        RecordValidator validator = new RecordValidator(Path.of(arguments[0]));
        if (validator.rules == null) {
            System.err.println("Saxon is not on the class path: the rules are not checked");
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader paths =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            out.println(answer(path, validator.validate(Path.of(path))));
            out.flush();
        }

    }

    private static Templates compileRules(File stylesheet) throws TransformerException {
        TransformerFactory saxon;
        try {
            saxon = TransformerFactory.newInstance("net.sf.saxon.TransformerFactoryImpl", null);
        } catch (TransformerFactoryConfigurationError absent) {
            return null;
        }
        saxon.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true); // no extension functions
        saxon.setURIResolver(
                (href, base) -> {
                    throw new TransformerException("Nothing else is read: " + href);
                });
        return saxon.newTemplates(new StreamSource(stylesheet));
    }

    /** Returns the problems of a document; it is valid if none is an error. */
    List<Problem> validate(Path path) throws Exception {
        byte[] document;
        try (InputStream in = Files.newInputStream(path)) {
            document = in.readNBytes(MAX_BYTES + 1);
        }
        if (document.length > MAX_BYTES) {
            return List.of(new Problem("limit", "error", null, "is larger than the bound"));
        }
        List<Problem> problems = checkStructure(document);
        if (problems.isEmpty() && rules != null) {
            problems = checkRules(document);
        }
        return problems;
    }

    private List<Problem> checkStructure(byte[] document) throws Exception {
        List<Problem> problems = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        validator.setErrorHandler(
                new ErrorHandler() {
                    @Override
                    public void warning(SAXParseException warning) {}

                    @Override
                    public void error(SAXParseException error) {
                        Integer line = error.getLineNumber();
                        if (problems.stream().noneMatch(each -> line.equals(each.line()))) {
                            problems.add(new Problem(null, "error", line, error.getMessage()));
                        } // it tells of one mistake twice
                    }

                    @Override
                    public void fatalError(SAXParseException error) throws SAXException {
                        throw error;
                    }
                });
        try {
            InputSource input = new InputSource(new ByteArrayInputStream(document));
            validator.validate(new SAXSource(new Guard(reader()), input));
        } catch (SAXParseException fatal) {
            problems.add(new Problem(null, "error", fatal.getLineNumber(), fatal.getMessage()));
        } catch (SAXException | IOException fatal) { // an IOException is what wrong bytes give
            problems.add(new Problem(null, "error", null, fatal.getMessage()));
        }
        return problems;
    }

    private List<Problem> checkRules(byte[] document) throws Exception {
        Transformer transformer = rules.newTransformer();
        String day = System.getenv("SWSCHEMA_AS_OF");
        if (day != null) {
            transformer.setParameter("today", day);
        }
        DOMResult report = new DOMResult();
        InputSource input = new InputSource(new ByteArrayInputStream(document));
        transformer.transform(new SAXSource(new Folded(reader()), input), report);
        List<Problem> problems = new ArrayList<>();
        NodeList failed =
                ((Document) report.getNode()).getElementsByTagNameNS(SVRL, "failed-assert");
        for (int index = 0; index < failed.getLength(); index++) {
            Element each = (Element) failed.item(index);
            String rule = each.getAttribute("id").replaceFirst("-.*", "");
            problems.add(
                    new Problem(rule, each.getAttribute("role"), null, each.getTextContent().strip()));
        }
        return problems;
    }

    /** Returns a parser that refuses document type declarations, and with them all entities. */
    private static XMLReader reader() throws Exception {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newSAXParser().getXMLReader();
    }

    /** What stands between parser and validator: it refuses what no XML Schema can see. */
    private static final class Guard extends XMLFilterImpl {
        private static final String INSTANCE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
        private Locator locator;
        private int depth;
        private int values;
        private int length;
        private int mostLength;

        Guard(XMLReader parent) {
            super(parent);
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
            super.setDocumentLocator(locator);
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes)
                throws SAXException {
            if (depth++ == 0) {
                checkDeclaration();
            }
            if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
                throw new SAXParseException("The document has too many elements or levels", locator);
            }
            length = 0;
            mostLength = local.equals("content") ? MAX_CONTENT : MAX_TEXT;
            AttributesImpl kept = new AttributesImpl(attributes);
            for (int index = kept.getLength() - 1; index >= 0; index--) {
                if (INSTANCE.equals(kept.getURI(index))) {
                    if (depth > 1 || !kept.getLocalName(index).endsWith("chemaLocation")) {
                        throw new SAXParseException("An attribute is not allowed", locator);
                    }
                    kept.removeAttribute(index); // a hint for editors, which is dropped
                }
            }
            super.startElement(uri, local, name, kept);
        }

        @Override
        public void endElement(String uri, String local, String name) throws SAXException {
            depth--;
            super.endElement(uri, local, name);
        }

        /** Passes on one unit for each character of two, which the validator would count twice. */
        @Override
        public void characters(char[] text, int start, int count) throws SAXException {
            length += count;
            if (length > mostLength) {
                throw new SAXParseException("A text is too long", locator);
            }
            StringBuilder passed = new StringBuilder(count);
            for (int index = start; index < start + count; index++) {
                // The types that allow one character beyond U+FFFF allow them all, and this.
                if (Character.isHighSurrogate(text[index])) {
                    passed.append('字');
                } else if (!Character.isLowSurrogate(text[index])) {
                    passed.append(text[index]);
                }
            }
            super.characters(passed.toString().toCharArray(), 0, passed.length());
        }

        private void checkDeclaration() throws SAXException {
            if (!(locator instanceof Locator2 known)) {
                return;
            }
            if ("1.1".equals(known.getXMLVersion())) {
                throw new SAXParseException("XML 1.1 is not allowed", locator);
            }
            String encoding = known.getEncoding();
            if (encoding != null && !ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT))) {
                throw new SAXParseException("The encoding is not allowed", locator);
            }
        }
    }

    /** Drops the white space that XML Schema folds around dates, which the rules do not expect. */
    private static final class Folded extends XMLFilterImpl {
        private static final String WHITE = " \t\n\r";
        private final StringBuilder text = new StringBuilder();
        private boolean leaf;

        Folded(XMLReader parent) {
            super(parent);
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes)
                throws SAXException {
            text.setLength(0);
            leaf = true;
            super.startElement(uri, local, name, attributes);
        }

        @Override
        public void characters(char[] found, int start, int length) {
            text.append(found, start, length);
        }

        @Override
        public void endElement(String uri, String local, String name) throws SAXException {
            if (leaf) {
                int start = 0;
                int end = text.length();
                while (start < end && WHITE.indexOf(text.charAt(start)) >= 0) {
                    start++;
                }
                while (end > start && WHITE.indexOf(text.charAt(end - 1)) >= 0) {
                    end--;
                }
                char[] kept = text.substring(start, end).toCharArray();
                super.characters(kept, 0, kept.length);
            }
            leaf = false;
            super.endElement(uri, local, name);
        }
    }

    private static String answer(String path, List<Problem> problems) {
        boolean valid = problems.stream().noneMatch(each -> "error".equals(each.severity()));
        List<String> told = new ArrayList<>();
        for (Problem each : problems) {
            List<String> members = new ArrayList<>();
            if (each.code() != null) {
                members.add("\"code\": " + quoted(each.code()));
            }
            if (each.line() != null) {
                members.add("\"line\": " + each.line());
            }
            members.add("\"severity\": " + quoted(each.severity()));
            members.add("\"message\": " + quoted(String.valueOf(each.message())));
            told.add("{" + String.join(", ", members) + "}");
        }
        return String.format(
                "{\"file\": %s, \"valid\": %s, \"problems\": [%s]}",
                quoted(path), valid, String.join(", ", told));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each < ' ' || Character.isSurrogate(each)) {
                quoted.append(String.format("\\u%04x", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
