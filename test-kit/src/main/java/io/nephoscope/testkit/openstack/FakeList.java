package io.nephoscope.testkit.openstack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list that a service gives in pages. Thread-safe; may change while it is read. */
public final class FakeList {

    private final String key;
    private final List<Map<String, ?>> entries = new ArrayList<>();
    private Links links = Links.KEY_LINKS;
    private int pageSize = 1_000;
    private String base = "";

    /** How a service tells where its next page is. */
    public enum Links {
        /** {@code "next": "…"}, as Glance does. */
        NEXT,
        /** {@code "links": {"next": "…"}}, as Keystone and Designate do. */
        LINKS,
        /** {@code "volumes_links": [{"rel": "next", "href": "…"}]}, as Cinder, Neutron and Nova do. */
        KEY_LINKS,
        /** Not at all: the document is the array, and the client asks with a marker, as of Swift. */
        NONE
    }

    FakeList(String key) {
        this.key = key;
    }

    /** Says how pages are linked. */
    public synchronized FakeList links(Links newLinks) {
        links = newLinks;
        return this;
    }

    /** Says how many entries a page has at most. */
    public synchronized FakeList pageSize(int newPageSize) {
        pageSize = newPageSize;
        return this;
    }

    /** Says what links begin with, such as the address that a service believes to have behind a proxy. */
    public synchronized FakeList linkedFrom(String newBase) {
        base = newBase;
        return this;
    }

    /** Adds entries at the end. Each needs an id, by which markers go. */
    public synchronized FakeList add(List<? extends Map<String, ?>> more) {
        entries.addAll(more);
        return this;
    }

    /** Adds an entry at the beginning, where services that list the newest first have it. */
    public synchronized FakeList addFirst(Map<String, ?> entry) {
        entries.add(0, entry);
        return this;
    }

    synchronized HttpAnswer page(HttpCall call) {
        String marker = call.parameter("marker").orElse("");
        int from = marker.isEmpty() ? 0 : indexOf(marker) + 1;
        int to = Math.min(entries.size(), from + pageSize);
        List<Map<String, ?>> page = List.copyOf(entries.subList(from, to));
        if (links == Links.NONE) {
            return HttpAnswer.json(JsonText.of(page));
        }
        String next = to < entries.size() && !page.isEmpty()
                ? (base.isEmpty() ? "" : base) + call.path() + "?marker=" + id(entries.get(to - 1))
                : "";
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(key, page);
        if (!next.isEmpty()) {
            switch (links) {
                case NEXT -> document.put("next", next);
                case LINKS -> document.put("links", Map.of("next", next));
                default -> document.put(key + "_links", List.of(Map.of("rel", "next", "href", next)));
            }
        }
        return HttpAnswer.json(JsonText.of(document));
    }

    private int indexOf(String marker) {
        for (int i = 0; i < entries.size(); i++) {
            if (id(entries.get(i)).equals(marker)) {
                return i;
            }
        }
        return -1;
    }

    private static String id(Map<String, ?> entry) {
        Object id = entry.get("id");
        return String.valueOf(id == null ? entry.get("name") : id);
    }
}
