package io.nephoscope.connector.snmp.session;

import java.util.Map;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;

/**
 * What SNMPv3 authenticates and encrypts with, by the words of a URL. The library's own defaults lack MD5, SHA-1 and DES,
 * with which a user would be without keys in silence.
 *
 * <p>Keys of AES-192 and AES-256 are made longer than what a digest gives in one of two ways. The words of Ceilometer mean
 * Reeder's, which Cisco's devices and pysnmp do; Net-SNMP does Blumenthal's.
 */
final class Protocols {

    static final Map<String, CachedKeys> AUTHENTICATION = Map.of(
            "md5", new CachedKeys(new AuthMD5()),
            "sha", new CachedKeys(new AuthSHA()),
            "sha224", new CachedKeys(new AuthHMAC128SHA224()),
            "sha256", new CachedKeys(new AuthHMAC192SHA256()),
            "sha384", new CachedKeys(new AuthHMAC256SHA384()),
            "sha512", new CachedKeys(new AuthHMAC384SHA512()));

    static final Map<String, PrivacyProtocol> PRIVACY = Map.of(
            "des", new PrivDES(),
            "3des", new Priv3DES(),
            "aes128", new PrivAES128(),
            "aes192", new PrivAES192With3DESKeyExtension(),
            "aes256", new PrivAES256With3DESKeyExtension(),
            "aes192-blumenthal", new PrivAES192(),
            "aes256-blumenthal", new PrivAES256());

    private Protocols() {}

    /** A collection of all of them. */
    static SecurityProtocols all() {
        SecurityProtocols all = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
        AUTHENTICATION.values().forEach(all::addAuthenticationProtocol);
        PRIVACY.values().forEach(all::addPrivacyProtocol);
        return all;
    }
}
