import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Answers each batch on the standard input with a line of verdicts, "1" or "0" a document.
 *
 * A batch is a byte (1 for the validator alone, with its own faults; 0 for a call that works round
 * them), the number of documents, and for each its length and its bytes.
 */
public class Verdicts {
    private static final String INSTANCE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    public static void main(String[] arguments) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema schema = factory.newSchema(new File(arguments[0]));
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        while (true) {
            int bare;
            try {
                bare = in.readByte();
            } catch (EOFException end) {
                return;
            }
            byte[][] documents = new byte[in.readInt()][];
            for (int index = 0; index < documents.length; index++) {
                documents[index] = new byte[in.readInt()];
                in.readFully(documents[index]);
            }
            StringBuilder verdicts = new StringBuilder();
            for (byte[] document : documents) {
                verdicts.append(accepts(schema, document, bare == 1) ? '1' : '0');
            }
            System.out.println(verdicts);
            System.out.flush();
        }
    }

    private static boolean accepts(Schema schema, byte[] document, boolean bare) throws Exception {
        ByteArrayInputStream bytes = new ByteArrayInputStream(document);
        try {
            schema.newValidator().validate(bare ? new StreamSource(bytes) : guarded(bytes));
            return true;
        } catch (SAXException | java.io.IOException refused) {
            return false; // an IOException is what bytes of another encoding give
        }
    }

    private static SAXSource guarded(ByteArrayInputStream bytes) throws Exception {
        SAXParserFactory parsers = SAXParserFactory.newInstance();
        parsers.setNamespaceAware(true);
        return new SAXSource(new Guard(parsers.newSAXParser().getXMLReader()), new InputSource(bytes));
    }

    /** What stands between parser and validator. */
    private static final class Guard extends XMLFilterImpl {
        Guard(XMLReader parent) {
            super(parent);
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes)
                throws SAXException {
            AttributesImpl kept = new AttributesImpl(attributes);
            for (int index = kept.getLength() - 1; index >= 0; index--) {
                if (INSTANCE.equals(kept.getURI(index))) {
                    kept.removeAttribute(index); // Xerces checks a hint, which is all that is there
                }
            }
            super.startElement(uri, local, name, kept);
        }

        @Override
        public void processingInstruction(String target, String data) throws SAXException {
            if (target.contains(":")) {
                throw new SAXException("Namespaces in XML forbids a colon in a target");
            }
            super.processingInstruction(target, data);
        }

        /** Passes on a character of one unit for each of two, which Xerces would count twice. */
        @Override
        public void characters(char[] text, int start, int length) throws SAXException {
            StringBuilder passed = new StringBuilder(length);
            for (int index = start; index < start + length; index++) {
                // The types that allow one character beyond U+FFFF allow them all, and this.
                if (Character.isHighSurrogate(text[index])) {
                    passed.append('字');
                } else if (!Character.isLowSurrogate(text[index])) {
                    passed.append(text[index]);
                }
            }
            super.characters(passed.toString().toCharArray(), 0, passed.length());
        }
    }
}
