package io.nephoscope.coordination.etcd;

import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import io.nephoscope.support.tls.PemFiles;
import io.nephoscope.support.tls.TrustAnyName;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** How etcd is spoken to under TLS. */
final class EtcdTls {

    private EtcdTls() {}

    /** @throws IllegalArgumentException in a sentence if a file cannot be used */
    static SSLContext context(Tls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trust(tls), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(Tls tls) {
        Optional<Path> certificate = tls.certificate();
        Optional<Path> key = tls.key();
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key go together: one of the two is not named");
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return null;
        }
        try {
            return PemFiles.keyManagers(certificate.get().toString(), key.get().toString());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the certificate " + certificate.get() + " and its key " + key.get() + " cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    private static TrustManager[] trust(Tls tls) {
        String file = tls.authorities().map(Path::toString).orElse("");
        try {
            TrustManager[] managers = PemFiles.trustManagers(file);
            return tls.verifyHostname()
                    ? managers
                    : Arrays.stream(managers).map(EtcdTls::anyName).toArray(TrustManager[]::new);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("the authorities in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager anyName(TrustManager manager) {
        return manager instanceof X509TrustManager authorities ? new TrustAnyName(authorities) : manager;
    }
}
