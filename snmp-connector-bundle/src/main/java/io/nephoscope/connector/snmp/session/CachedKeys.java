package io.nephoscope.connector.snmp.session;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snmp4j.security.AuthGeneric;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.ByteArrayWindow;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * A way of authentication that hashes the megabyte that a password is stretched to (RFC 3414, A.2) once per password, and not
 * once per password and device: a thousand devices of one user cost seconds otherwise. Thread-safe.
 */
@SuppressWarnings("serial") // The library wants it serializable; nobody does that.
final class CachedKeys implements AuthenticationProtocol {

    private static final int STRETCHED = 1 << 20;
    private static final int MOST_PASSWORDS = 64;

    private final AuthGeneric protocol;
    private final Map<OctetString, byte[]> digests = new LinkedHashMap<>();

    CachedKeys(AuthGeneric protocol) {
        this.protocol = protocol;
    }

    @Override
    public byte[] passwordToKey(OctetString password, byte[] engineId) {
        byte[] digest = digest(password);
        ByteArrayOutputStream localized = new ByteArrayOutputStream(2 * digest.length + engineId.length);
        localized.writeBytes(digest);
        localized.writeBytes(engineId);
        localized.writeBytes(digest);
        return protocol.hash(localized.toByteArray());
    }

    private synchronized byte[] digest(OctetString password) {
        byte[] known = digests.get(password);
        if (known != null) {
            return known;
        }
        byte[] digest = protocol.hash(stretched(password.getValue()));
        if (digests.size() >= MOST_PASSWORDS) {
            digests.clear();
        }
        digests.put(new OctetString(password.getValue()), digest);
        return digest;
    }

    private static byte[] stretched(byte[] password) {
        byte[] stretched = new byte[STRETCHED];
        for (int at = 0; at < STRETCHED; at += password.length) {
            System.arraycopy(password, 0, stretched, at, Math.min(password.length, STRETCHED - at));
        }
        return stretched;
    }

    @Override
    public boolean authenticate(byte[] key, byte[] message, int offset, int length, ByteArrayWindow digest) {
        return protocol.authenticate(key, message, offset, length, digest);
    }

    @Override
    public boolean isAuthentic(byte[] key, byte[] message, int offset, int length, ByteArrayWindow digest) {
        return protocol.isAuthentic(key, message, offset, length, digest);
    }

    @Override
    public byte[] changeDelta(byte[] oldKey, byte[] newKey, byte[] random) {
        return protocol.changeDelta(oldKey, newKey, random);
    }

    @Override
    public OID getID() {
        return protocol.getID();
    }

    @Override
    public boolean isSupported() {
        return protocol.isSupported();
    }

    @Override
    public int getMaxKeyLength() {
        return protocol.getMaxKeyLength();
    }

    @Override
    public byte[] hash(byte[] data) {
        return protocol.hash(data);
    }

    @Override
    public byte[] hash(byte[] data, int offset, int length) {
        return protocol.hash(Arrays.copyOfRange(data, offset, offset + length));
    }

    @Override
    public int getDigestLength() {
        return protocol.getDigestLength();
    }

    @Override
    public int getAuthenticationCodeLength() {
        return protocol.getAuthenticationCodeLength();
    }
}
