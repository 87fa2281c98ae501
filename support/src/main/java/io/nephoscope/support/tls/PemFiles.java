package io.nephoscope.support.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads certificates and keys as OpenSSL writes them. */
public final class PemFiles {

    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final char[] IN_MEMORY_ONLY = {};

    private PemFiles() {}

    /** Trusts the authorities of a file, or those of the Java platform if there is none. */
    public static TrustManager[] trustManagers(String caFile) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(caFile.isEmpty() ? null : authorities(caFile));
        return factory.getTrustManagers();
    }

    /** Our certificate with its chain, and its key. */
    public static KeyManager[] keyManagers(String certFile, String keyFile)
            throws IOException, GeneralSecurityException {
        KeyStore store = keyStore(certFile, keyFile, IN_MEMORY_ONLY);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY_ONLY);
        return factory.getKeyManagers();
    }

    /**
     * Our certificate with its chain, and its key, for libraries that read a store of Java's.
     *
     * @param password of the key within the store
     */
    public static KeyStore keyStore(String certFile, String keyFile, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        Certificate[] chain = certificates(certFile).toArray(Certificate[]::new);
        store.setKeyEntry("client", privateKey(keyFile), password, chain);
        return store;
    }

    private static KeyStore authorities(String caFile) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int count = 0;
        for (Certificate authority : certificates(caFile)) {
            store.setCertificateEntry("ca-" + count++, authority);
        }
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY_ONLY);
        return store;
    }

    private static List<Certificate> certificates(String file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static PrivateKey privateKey(String file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(Path.of(file), US_ASCII));
        if (!pem.find()) {
            throw new IOException("the file holds no unencrypted PKCS#8 key; convert it with:"
                    + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        List<String> reasons = new ArrayList<>();
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException otherAlgorithm) {
                reasons.add(otherAlgorithm.getMessage());
            }
        }
        throw new IOException("the file holds a key that is none of " + ALGORITHMS + ": " + reasons);
    }
}
