package io.nephoscope.connector.libvirt.monitor;

import io.nephoscope.connector.libvirt.DomainRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How domains are shared out among calls. */
final class Partitions {

    /** Fewer domains are asked sooner than further calls are made. */
    private static final int FEW = 16;
    /** Into how many parts a part that got stuck is cut. */
    private static final int PIECES = 6;

    private Partitions() {}

    /** For the first try: as many parts as calls run side by side, of nearly the same size. */
    static List<List<DomainRef>> among(List<DomainRef> domains, int calls) {
        return inParts(domains, domains.size() > FEW ? calls : 1);
    }

    /** For another try: each part that got stuck in pieces, down to single domains. */
    static List<List<DomainRef>> finer(Collection<List<DomainRef>> stuck) {
        List<List<DomainRef>> pieces = new ArrayList<>();
        stuck.forEach(part -> pieces.addAll(inParts(part, PIECES)));
        return pieces;
    }

    private static List<List<DomainRef>> inParts(List<DomainRef> domains, int wanted) {
        int parts = Math.min(wanted, domains.size());
        List<List<DomainRef>> all = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            all.add(domains.subList(part * domains.size() / parts, (part + 1) * domains.size() / parts));
        }
        return all;
    }
}
