package io.nephoscope.connector.libvirt.driver;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The devices of a domain that calls for a single domain must name.
 *
 * @param interfaces the host's names of the network interfaces
 * @param disks the guest's names of the disks
 */
record DeviceNames(List<String> interfaces, List<String> disks) {

    private static final String MOST_DEPTH = "200";
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Java 17 knows no limit by itself, later ones do.
        XML.setProperty("jdk.xml.maxElementDepth", MOST_DEPTH);
    }

    /** The devices in a domain's description; none if it cannot be read. */
    static DeviceNames of(String description) {
        DeviceNames names = new DeviceNames(new ArrayList<>(), new ArrayList<>());
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(description));
            names.readFrom(reader);
            reader.close();
        } catch (XMLStreamException | RuntimeException e) {
            // The parser throws more than it declares; and whoever has such a description has no devices for us.
            return new DeviceNames(List.of(), List.of());
        }
        return names;
    }

    private void readFrom(XMLStreamReader reader) throws XMLStreamException {
        String device = "";
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String element = reader.getLocalName();
            if (element.equals("disk") || element.equals("interface")) {
                device = element;
            } else if (element.equals("target") && reader.getAttributeValue(null, "dev") != null) {
                listOf(device).add(reader.getAttributeValue(null, "dev"));
            }
        }
    }

    private List<String> listOf(String device) {
        return switch (device) {
            case "disk" -> disks;
            case "interface" -> interfaces;
            default -> new ArrayList<>();
        };
    }
}
