package io.nephoscope.discovery;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of a description, by local names. A document is read in one pass within bounds, whatever it holds;
 * one with a DTD is refused, so nothing outside is ever read and nothing is multiplied. Does not change.
 */
final class XmlElement {

    /** Libvirt's largest descriptions, of guests with hundreds of devices, have a fifth of it. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_ELEMENTS = 50_000;
    private static final int MOST_DEPTH = 100;

    private final String name;
    private final String namespace;
    private final Map<String, String> attributes;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    static XmlElement parse(String document) throws DescriptionException {
        if (document.length() > MOST_CHARACTERS) {
            throw new DescriptionException(
                    "its XML has %d characters, where %d are the most".formatted(document.length(), MOST_CHARACTERS));
        }
        // The JDK's own, whatever else is installed; one for each document, because it holds on to what it read last.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The parser throws more than it declares.
            throw new DescriptionException("its XML cannot be parsed: " + e.getMessage());
        }
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException, DescriptionException {
        Deque<XmlElement> open = new ArrayDeque<>();
        int elements = 0;
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MOST_ELEMENTS || open.size() == MOST_DEPTH) {
                        throw new DescriptionException(
                                "its XML has more than %d elements, or more than %d within another"
                                        .formatted(MOST_ELEMENTS, MOST_DEPTH));
                    }
                    XmlElement element = new XmlElement(reader);
                    if (!open.isEmpty()) {
                        open.getLast().children.add(element);
                    }
                    open.addLast(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.getLast().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement ended = open.removeLast();
                    if (open.isEmpty()) {
                        requireEnd(reader);
                        return ended;
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new DescriptionException(
                            "its XML has a document type or an entity, which libvirt never writes");
                default -> {}
            }
        }
    }

    private static void requireEnd(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private XmlElement(XMLStreamReader start) {
        name = start.getLocalName();
        namespace = start.getNamespaceURI() == null ? "" : start.getNamespaceURI();
        attributes = new HashMap<>();
        for (int index = 0; index < start.getAttributeCount(); index++) {
            String of = start.getAttributeNamespace(index);
            if (of == null || of.isEmpty()) {
                attributes.put(start.getAttributeLocalName(index), start.getAttributeValue(index));
            }
        }
    }

    /** The elements at a path, in document order. */
    List<XmlElement> all(String... path) {
        List<XmlElement> found = List.of(this);
        for (String step : path) {
            List<XmlElement> next = new ArrayList<>();
            for (XmlElement parent : found) {
                parent.children.stream()
                        .filter(child -> child.name.equals(step))
                        .forEach(next::add);
            }
            found = next;
        }
        return found;
    }

    Optional<XmlElement> first(String... path) {
        return all(path).stream().findFirst();
    }

    XmlElement require(String... path) throws DescriptionException {
        return first(path).orElseThrow(() -> new DescriptionException("it has no " + String.join("/", path)));
    }

    boolean isIn(String wanted) {
        return namespace.equals(wanted);
    }

    /** The text in it, or null where there is none. */
    @Nullable
    String text() {
        return text.isEmpty() ? null : text.toString();
    }

    /** The value of an attribute, or null where it is not there. */
    @Nullable
    String attribute(String wanted) {
        return attributes.get(wanted);
    }

    String requireAttribute(String wanted) throws DescriptionException {
        String value = attribute(wanted);
        if (value == null) {
            throw new DescriptionException("its " + name + " has no " + wanted);
        }
        return value;
    }
}
