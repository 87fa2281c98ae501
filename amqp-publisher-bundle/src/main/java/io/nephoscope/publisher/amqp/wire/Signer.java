package io.nephoscope.publisher.amqp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** Signs with HMAC-SHA256. Not thread-safe. */
final class Signer {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final byte[] digest;

    Signer(String secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the secret is no key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
        digest = new byte[mac.getMacLength()];
    }

    /** Appends the signature in lower-case hex. */
    void sign(Bytes preimage, Bytes out) {
        mac.update(preimage.array(), 0, preimage.size());
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
        Digits.hex(out, digest);
    }
}
