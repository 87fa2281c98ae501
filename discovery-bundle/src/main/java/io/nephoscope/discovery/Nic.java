package io.nephoscope.discovery;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network interface that libvirt counts the traffic of.
 *
 * @param device the host's name for it
 * @param filter the name of its network filter
 * @param parameters the filter's parameters, and where the interface is plugged in
 */
record Nic(String device, String mac, @Nullable String filter, Map<String, @Nullable String> parameters) {

    /** @return empty for interfaces without a device on the host, such as passed-through ones */
    static Optional<Nic> of(XmlElement nic) {
        String device = attribute(nic, "dev", "target");
        String mac = attribute(nic, "address", "mac");
        if (device == null || mac == null) {
            return Optional.empty();
        }
        return Optional.of(new Nic(device, mac, attribute(nic, "filter", "filterref"), parameters(nic)));
    }

    /** What Ceilometer adds to the metadata; note that the name hides the instance's. */
    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", device);
        map.put("mac", mac);
        map.put("fref", filter);
        map.put("parameters", parameters);
        map.put("vnic_name", filter == null ? device : filter);
        return map;
    }

    private static Map<String, @Nullable String> parameters(XmlElement nic) {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        for (XmlElement parameter : nic.all("filterref", "parameter")) {
            String name = parameter.attribute("name");
            if (name != null) {
                parameters.put(name.toLowerCase(Locale.ROOT), parameter.attribute("value"));
            }
        }
        parameters.put("interfaceid", attribute(nic, "interfaceid", "virtualport", "parameters"));
        parameters.put("bridge", attribute(nic, "bridge", "source"));
        return parameters;
    }

    private static @Nullable String attribute(XmlElement nic, String name, String... path) {
        return nic.first(path).map(element -> element.attribute(name)).orElse(null);
    }
}
