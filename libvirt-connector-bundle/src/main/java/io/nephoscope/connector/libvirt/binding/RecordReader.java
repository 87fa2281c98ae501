package io.nephoscope.connector.libvirt.binding;

import com.sun.jna.Pointer;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainStats;
import io.nephoscope.connector.libvirt.driver.Shapes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads libvirt's array of records, each of which points to a domain and to its parameters, with one
 * copy of memory per domain. For one reading in one thread.
 */
final class RecordReader {

    private static final int POINTER = Long.BYTES;
    /** virDomainPtr, virTypedParameterPtr, int; padded. */
    private static final int RECORD = 2 * POINTER + Long.BYTES;

    private final Shapes<Shape> shapes;
    private final byte[] record = new byte[RECORD];
    private byte[] parameters = {};

    RecordReader(Shapes<Shape> shapes) {
        this.shapes = shapes;
    }

    List<DomainStats> read(long records, int count) {
        byte[] pointers = bytes(records, count * POINTER);
        List<DomainStats> domains = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            domains.add(readRecord(TypedParameters.longAt(pointers, index * POINTER)));
        }
        return domains;
    }

    private DomainStats readRecord(long address) {
        new Pointer(address).read(0, record, 0, RECORD);
        DomainRef domain = domain(TypedParameters.longAt(record, 0));
        int count = TypedParameters.intAt(record, 2 * POINTER);
        int length = count * TypedParameters.SIZE;
        if (parameters.length < length) {
            parameters = new byte[length];
        }
        if (length > 0) {
            new Pointer(TypedParameters.longAt(record, POINTER)).read(0, parameters, 0, length);
        }
        return Shape.of(parameters, count, shapes).decode(domain, parameters, RecordReader::text);
    }

    /** What the domain at an address is called. */
    static DomainRef domain(long address) {
        return new DomainRef(
                uuid(address), LibvirtFunctions.virDomainGetID(address), LibvirtFunctions.virDomainGetName(address));
    }

    /** The UUID of the domain at an address. */
    static UUID uuid(long domain) {
        ByteBuffer uuid = ByteBuffer.allocate(2 * Long.BYTES);
        LibvirtFunctions.virDomainGetUUID(domain, uuid.array());
        return new UUID(uuid.getLong(), uuid.getLong());
    }

    private static byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        if (length > 0) {
            new Pointer(address).read(0, bytes, 0, length);
        }
        return bytes;
    }

    private static String text(long address) {
        return address == 0 ? "" : new Pointer(address).getString(0, "UTF-8");
    }
}
