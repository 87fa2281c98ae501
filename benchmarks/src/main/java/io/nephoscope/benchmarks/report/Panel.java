package io.nephoscope.benchmarks.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;

/** One metric over the number of guests, in SVG. */
final class Panel {

    static final int WIDTH = 420;
    static final int HEIGHT = 280;
    private static final int LEFT = 60;
    private static final int TOP = 34;
    private static final int RIGHT = WIDTH - 20;
    private static final int BOTTOM = HEIGHT - 36;

    private final String title;
    private final List<Point> points;
    private final LogScale x;
    private final LogScale y;

    Panel(String title, List<Point> points) {
        this.title = title;
        this.points = points.stream().filter(point -> point.value() > 0).toList();
        x = LogScale.of(this.points.stream().mapToDouble(Point::guests).toArray(), LEFT, RIGHT);
        y = LogScale.of(this.points.stream().mapToDouble(Point::value).toArray(), BOTTOM, TOP);
    }

    /** @param peers in the order of their colours */
    String svg(List<String> peers) {
        StringBuilder svg = new StringBuilder();
        svg.append(text("title", LEFT, 18, title));
        for (double tick : y.ticks()) {
            svg.append(line("grid", LEFT, y.at(tick), RIGHT, y.at(tick)));
            svg.append(text("value", LEFT - 6, y.at(tick) + 4, label(tick)));
        }
        for (double tick : x.ticks()) {
            svg.append(line("grid", x.at(tick), TOP, x.at(tick), BOTTOM));
            svg.append(text("guests", x.at(tick), BOTTOM + 18, label(tick)));
        }
        for (int i = 0; i < peers.size(); i++) {
            svg.append(curve(peers.get(i), Chart.colour(i)));
        }
        return svg.toString();
    }

    /** Real and simulated guests cost so differently that no line joins them. */
    private String curve(String peer, String colour) {
        return curve(peer, colour, false) + curve(peer, colour, true);
    }

    private String curve(String peer, String colour, boolean simulated) {
        List<Point> mine = points.stream()
                .filter(point -> point.peer().equals(peer) && point.simulated() == simulated)
                .toList();
        String path = mine.stream()
                .map(point -> form("%.1f,%.1f", x.at(point.guests()), y.at(point.value())))
                .collect(joining(" "));
        String dots = mine.stream()
                .map(point -> form(
                        "<circle cx='%.1f' cy='%.1f' r='4' stroke='%s' stroke-width='2' fill='%s'/>\n",
                        x.at(point.guests()), y.at(point.value()), colour, simulated ? "none" : colour))
                .collect(joining());
        return mine.isEmpty() ? "" : form("<polyline class='line' stroke='%s' points='%s'/>\n", colour, path) + dots;
    }

    private static String line(String style, double x1, double y1, double x2, double y2) {
        return form("<line class='%s' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>\n", style, x1, y1, x2, y2);
    }

    private static String text(String style, double x, double y, String text) {
        return form("<text class='%s' x='%.1f' y='%.1f'>%s</text>\n", style, x, y, text);
    }

    private static String label(double power) {
        return power >= 1 ? form("%,.0f", power) : form("%s", power);
    }

    static String form(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
