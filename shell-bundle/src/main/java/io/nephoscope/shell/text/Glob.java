package io.nephoscope.shell.text;

import java.util.regex.Pattern;

/** Patterns in which {@code *} stands for any characters and {@code ?} for one. */
public final class Glob {

    private Glob() {}

    public static boolean matches(String glob, String name) {
        StringBuilder regex = new StringBuilder();
        glob.codePoints()
                .forEach(c -> regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
    }
}
