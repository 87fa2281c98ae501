package io.nephoscope.coordination.zookeeper;

import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import io.nephoscope.support.tls.PemFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the client speak TLS by PEM files. The client takes certificate and key in one file alone, so they are put
 * into a store of its own, encrypted with a password that nobody is told. Used by one thread.
 */
final class ZookeeperTls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperTls.class);

    private final Tls tls;
    private final String password;
    private @Nullable Path store;
    private List<FileTime> stored = List.of();

    private ZookeeperTls(Tls tls) {
        this.tls = tls;
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
    }

    /** @throws IllegalArgumentException if a file cannot be read or holds something else */
    static ZookeeperTls of(Tls tls) {
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
        }
        ZookeeperTls made = new ZookeeperTls(tls);
        try {
            if (tls.authorities().isPresent()) {
                PemFiles.trustManagers(tls.authorities().get().toString());
            }
            made.storeKey();
        } catch (IOException | GeneralSecurityException e) {
            made.close();
            throw new IllegalArgumentException("a file for TLS with ZooKeeper cannot be used: " + e.getMessage(), e);
        }
        return made;
    }

    private void storeKey() throws IOException, GeneralSecurityException {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            return;
        }
        List<FileTime> now = times(tls.certificate().get(), tls.key().get());
        KeyStore keys = PemFiles.keyStore(
                tls.certificate().get().toString(), tls.key().get().toString(), password.toCharArray());
        Path target = store == null ? Files.createTempFile("nephoscope-zookeeper", ".p12") : store;
        store = target;
        try (OutputStream out = Files.newOutputStream(target)) {
            keys.store(out, password.toCharArray());
        }
        stored = now;
    }

    private static List<FileTime> times(Path... files) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }

    /** Takes up a renewed certificate; the client reads the store at each connection. */
    void refresh() {
        try {
            if (tls.certificate().isPresent()
                    && tls.key().isPresent()
                    && !times(tls.certificate().get(), tls.key().get()).equals(stored)) {
                storeKey();
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("The certificate for ZooKeeper cannot be read again; the earlier one stays in use.", e);
        }
    }

    void configure(ZKClientConfig config) {
        config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
        config.setProperty(ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
        config.setProperty("zookeeper.ssl.enabledProtocols", "TLSv1.3,TLSv1.2");
        config.setProperty("zookeeper.ssl.hostnameVerification", String.valueOf(tls.verifyHostname()));
        tls.authorities().ifPresent(file -> {
            config.setProperty("zookeeper.ssl.trustStore.location", file.toString());
            config.setProperty("zookeeper.ssl.trustStore.type", "PEM");
        });
        Optional.ofNullable(store).ifPresent(file -> {
            config.setProperty("zookeeper.ssl.keyStore.location", file.toString());
            config.setProperty("zookeeper.ssl.keyStore.type", "PKCS12");
            config.setProperty("zookeeper.ssl.keyStore.password", password);
        });
    }

    @Override
    public void close() {
        Path made = store;
        store = null;
        if (made != null) {
            try {
                Files.deleteIfExists(made);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted; it is of no use to anybody.", made, e);
            }
        }
    }
}
