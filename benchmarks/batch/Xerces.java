import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The JDK's Xerces over a file of XML records under one root; prints how many it has read and how
 * many it refuses.
 *
 * Usage: java Xerces XSD FILE. The file is parsed once; each record goes to the validator as a
 * document of its own.
 */
public class Xerces extends DefaultHandler implements ErrorHandler {
    private final ValidatorHandler validator;
    private int depth;
    private long records;
    private long invalid;
    private boolean refused;

    private Xerces(Schema schema) {
        validator = schema.newValidatorHandler();
        validator.setErrorHandler(this);
    }

    public static void main(String[] arguments) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Xerces handler = new Xerces(factory.newSchema(new File(arguments[0])));
        SAXParserFactory parsers = SAXParserFactory.newInstance();
        parsers.setNamespaceAware(true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        XMLReader reader = parsers.newSAXParser().getXMLReader();
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        try (InputStream in = new BufferedInputStream(new FileInputStream(arguments[1]), 1 << 20)) {
            reader.parse(new InputSource(in));
        }
        System.out.println("{\"records\": " + handler.records + ", \"invalid\": " + handler.invalid + "}");
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        // A record's namespace is declared on its element, so this comes before its start.
        if (depth == 1) {
            begin();
        }
        validator.startPrefixMapping(prefix, uri);
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes)
            throws SAXException {
        if (depth == 1) {
            begin();
        }
        if (depth > 0) {
            validator.startElement(uri, local, name, attributes);
        }
        depth++;
    }

    private boolean begun;

    private void begin() throws SAXException {
        if (!begun) {
            begun = true;
            refused = false;
            validator.startDocument();
        }
    }

    @Override
    public void endElement(String uri, String local, String name) throws SAXException {
        depth--;
        if (depth > 0) {
            validator.endElement(uri, local, name);
        }
        if (depth == 1) {
            validator.endDocument();
            begun = false;
            records++;
            if (refused) {
                invalid++;
            }
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (depth > 1) {
            validator.characters(text, start, length);
        }
    }

    @Override
    public void error(SAXParseException found) {
        refused = true;
    }

    @Override
    public void fatalError(SAXParseException found) throws SAXException {
        throw found;
    }
}
