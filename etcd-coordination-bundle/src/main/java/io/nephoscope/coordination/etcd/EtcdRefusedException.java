package io.nephoscope.coordination.etcd;

import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.io.Serial;

/** etcd has answered, and has not done what it was asked. */
final class EtcdRefusedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int INVALID = 3;
    private static final int NOT_FOUND = 5;
    private static final int NOT_ENABLED = 9;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private final int code;

    /** @param code of gRPC */
    EtcdRefusedException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** @param error what the gateway answers with */
    static EtcdRefusedException of(int status, GatewayAnswer error) {
        // In a stream it is an object of its own.
        GatewayAnswer inner = error.object("error");
        String message = error.text("message") + inner.text("message");
        String code = error.text("code") + inner.text("grpc_code");
        return new EtcdRefusedException(
                code.matches("[0-9]{1,3}") ? Integer.parseInt(code) : 2,
                message.isEmpty() ? "etcd answers with HTTP status " + status : OneLine.of(message));
    }

    boolean isLeaseGone() {
        return code == NOT_FOUND && says("lease not found");
    }

    /** Whether to sign in anew. */
    boolean isTokenRefused() {
        return code == UNAUTHENTICATED
                || (code == INVALID && (says("revision of auth store") || says("user name is empty")));
    }

    boolean isLoginNotEnabled() {
        return code == NOT_ENABLED && says("authentication is not enabled");
    }

    /** Whether nobody knows if it will be done after all. */
    boolean isUnavailable() {
        return code == UNAVAILABLE;
    }

    boolean isTooLarge() {
        return says("too large") || says("larger than max");
    }

    private boolean says(String words) {
        return String.valueOf(getMessage()).contains(words);
    }
}
