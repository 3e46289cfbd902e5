package swschema.template;

import java.util.List;

/** XML in canonical form. */
final class XmlWriter {
    private final StringBuilder out =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private XmlWriter() {}

    static String write(Structure record) {
        XmlWriter writer = new XmlWriter();
        String name = record.type().recordType;
        writer.structure(name, name + " xmlns=\"" + Swschema.NAMESPACE + "\"", record);
        return writer.out.append('\n').toString();
    }

    private void structure(String name, String opening, Structure value) {
        out.append('<').append(opening);
        for (Member member : value.type().members) {
            Object content = value.get(member.name);
            if (member.isAttribute && content != null) {
                out.append(' ').append(member.name).append("=\"");
                int start = out.length();
                escape((String) content);
                out.replace(start, out.length(), out.substring(start).replace("\"", "&quot;"));
                out.append('"');
            }
        }
        int end = out.append('>').length();
        for (Member member : value.type().members) {
            Object content = value.get(member.name);
            if (!member.isAttribute && content != null) {
                member(member, content);
            }
        }
        close(name, end);
    }

    private void member(Member member, Object content) {
        if (member.item == null) {
            value(member.name, content);
            return;
        }
        int end = out.append('<').append(member.name).append('>').length();
        for (Object each : (List<?>) content) {
            value(member.item, each);
        }
        close(member.name, end);
    }

    private void value(String name, Object content) {
        if (content instanceof Structure) {
            structure(name, name, (Structure) content);
            return;
        }
        int end = out.append('<').append(name).append('>').length();
        escape(String.valueOf(content));
        close(name, end);
    }

    /** Ends the element whose content begins at an index. */
    private void close(String name, int start) {
        if (out.length() == start) {
            out.insert(start - 1, '/');
        } else {
            out.append("</").append(name).append('>');
        }
    }

    private void escape(String text) {
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            switch (each) {
                case '&':
                    out.append("&amp;");
                    break;
                case '<':
                    out.append("&lt;");
                    break;
                case '>':
                    out.append("&gt;");
                    break;
                case '\r': // a bare one would come back as a line feed
                    out.append("&#13;");
                    break;
                default:
                    out.append(each);
            }
        }
    }
}
