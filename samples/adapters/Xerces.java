import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * The JDK's Xerces under test. Usage: java Xerces.java SCHEMA, where SCHEMA is swschema.xsd.
 *
 * <p>Reads a path a line, answers {"file": …, "valid": …, "problems": [{"line": …}]} a line.
 */
public class Xerces {
    public static void main(String[] arguments) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema schema = factory.newSchema(new File(arguments[0]));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader paths =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            List<Integer> lines = new ArrayList<>();
            boolean valid = accepts(schema, path, lines);
            StringBuilder problems = new StringBuilder();
            for (Integer line : lines) {
                problems.append(problems.length() == 0 ? "" : ", ");
                problems.append("{\"line\": ").append(line).append("}");
            }
            out.printf(
                    "{\"file\": %s, \"valid\": %s, \"problems\": [%s]}%n",
                    quoted(path), valid, problems);
        }
        out.flush();
    }

    private static boolean accepts(Schema schema, String path, List<Integer> lines)
            throws IOException, ParserConfigurationException {
        boolean[] refused = {false};
        Validator validator = schema.newValidator();
        validator.setErrorHandler(
                new ErrorHandler() {
                    @Override
                    public void warning(SAXParseException warning) {}

                    @Override
                    public void error(SAXParseException error) {
                        refused[0] = true;
                        if (!lines.contains(error.getLineNumber())) {
                            lines.add(error.getLineNumber()); // it tells of one mistake twice
                        }
                    }

                    @Override
                    public void fatalError(SAXParseException error) throws SAXException {
                        throw error;
                    }
                });
        try {
            validator.validate(new SAXSource(reader(), new InputSource(new File(path).toURI().toString())));
            return !refused[0];
        } catch (SAXException | java.io.CharConversionException fatal) {
            return false; // not well-formed, a document type declaration, or not in its encoding
        }
    }

    /** Returns a parser that refuses every document type declaration. */
    private static XMLReader reader() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newSAXParser().getXMLReader();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
