package io.nephoscope.pollsters.dynamic.answer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes of XML the mappings that Python's {@code xmltodict} makes: of an element its attributes as {@code @name}, its
 * elements by their names with prefixes, of several of one name a list, and its text as {@code #text}, or alone. Comments
 * are passed over; a document that declares entities is refused.
 */
final class XmlAnswer {

    private static final int DEEPEST = 100;
    private static final String TEXT = "#text";

    private XmlAnswer() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static Object read(InputStream in) throws IOException {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(in);
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> document.put(reader.getLocalName(), element(reader, 1));
                    case XMLStreamConstants.DTD ->
                        throw new MalformedTextException("is XML with a document type, which is not read");
                    default -> {}
                }
            }
            return document;
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            MalformedTextException malformed = new MalformedTextException(
                    "is no XML (line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber() + ")");
            malformed.initCause(e);
            throw malformed;
        }
    }

    private static @Nullable Object element(XMLStreamReader reader, int depth)
            throws XMLStreamException, MalformedTextException {
        if (depth > DEEPEST) {
            throw new MalformedTextException("is XML that is deeper than any honest one");
        }
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            parts.put("@" + attribute(reader, i), reader.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> add(parts, reader.getLocalName(), element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                default -> {}
            }
        }
        String stripped = text.toString().strip();
        if (parts.isEmpty()) {
            return stripped.isEmpty() ? null : stripped;
        }
        if (!stripped.isEmpty()) {
            parts.put(TEXT, stripped);
        }
        return parts;
    }

    /** The whole name, of which the reader gives an element's at once and an attribute's in two parts. */
    private static String attribute(XMLStreamReader reader, int index) {
        String prefix = reader.getAttributePrefix(index);
        String name = reader.getAttributeLocalName(index);
        return prefix == null || prefix.isEmpty() || name.indexOf(':') >= 0 ? name : prefix + ":" + name;
    }

    @SuppressWarnings("unchecked") // the lists in the mapping are those that are made here
    private static void add(Map<String, @Nullable Object> parts, String name, @Nullable Object value) {
        if (!parts.containsKey(name)) {
            parts.put(name, value);
        } else if (parts.get(name) instanceof List<?> several) {
            ((List<@Nullable Object>) several).add(value);
        } else {
            List<@Nullable Object> several = new ArrayList<>();
            several.add(parts.get(name));
            several.add(value);
            parts.put(name, several);
        }
    }
}
