import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Prints "PATH<tab>valid" or "PATH<tab>invalid" for each path on the standard input. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema schema = factory.newSchema(new File(arguments[0]));
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            System.out.println(path + "\t" + (accepts(schema, path) ? "valid" : "invalid"));
        }
    }

    private static boolean accepts(Schema schema, String path) throws Exception {
        try {
            SAXParserFactory parsers = SAXParserFactory.newInstance();
            parsers.setNamespaceAware(true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            InputSource input = new InputSource(new File(path).toURI().toString());
            schema.newValidator()
                    .validate(new SAXSource(parsers.newSAXParser().getXMLReader(), input));
            return true;
        } catch (SAXException refused) {
            return false;
        }
    }
}
