package io.nephoscope.discovery;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An element of a description, by local names. Documents with a DTD are refused, so nothing outside is ever read. */
record XmlElement(Element element) {

    static XmlElement parse(String document) throws DescriptionException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new XmlElement(
                    builder.parse(new InputSource(new StringReader(document))).getDocumentElement());
        } catch (SAXException | IOException e) {
            throw new DescriptionException("its XML cannot be parsed: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the Java runtime has no secure XML parser", e);
        }
    }

    /** The elements at a path, in document order. */
    List<XmlElement> all(String... path) {
        List<XmlElement> found = List.of(this);
        for (String name : path) {
            List<XmlElement> next = new ArrayList<>();
            found.forEach(parent -> parent.addChildren(name, next));
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

    boolean isIn(String namespace) {
        return namespace.equals(element.getNamespaceURI());
    }

    /** The text, or null where the element is empty. */
    @Nullable
    String text() {
        String text = element.getTextContent();
        return text.isEmpty() ? null : text;
    }

    /** The value of an attribute, or null where it is not there. */
    @Nullable
    String attribute(String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }

    String requireAttribute(String name) throws DescriptionException {
        String value = attribute(name);
        if (value == null) {
            throw new DescriptionException("its " + element.getLocalName() + " has no " + name);
        }
        return value;
    }

    private void addChildren(String name, List<XmlElement> target) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found && name.equals(found.getLocalName())) {
                target.add(new XmlElement(found));
            }
        }
    }
}
