package io.nephoscope.benchmarks.report;

import static io.nephoscope.benchmarks.report.Panel.form;

import java.util.List;
import java.util.Map;

/**
 * The medians as a picture in SVG: a panel for each of some metrics, a line for each peer, over the number
 * of guests, or what else it is. Both axes are logarithmic. Its colours suit light and dark pages.
 */
public final class Chart {

    private static final int COLUMNS = 2;
    private static final int LEGEND_HEIGHT = 74;
    private static final int LEGEND_WIDTH = 160;
    private static final int LEGEND_COLUMNS = 5;
    /** Of about the same, middle, brightness, and told apart by those who do not see red and green. */
    private static final List<String> COLOURS =
            List.of("#0072e0", "#2fa8c8", "#d8433b", "#e08a00", "#a668c8", "#808080", "#4c9a4c", "#b8860b");

    private static final String STYLE = """
            <style>
            text { font: 12px sans-serif; fill: #333 }
            .title { font-weight: bold; font-size: 13px }
            .value { text-anchor: end }
            .guests { text-anchor: middle }
            .grid { stroke: #888; stroke-opacity: 0.3 }
            .line { fill: none; stroke-width: 2 }
            @media (prefers-color-scheme: dark) { text { fill: #ddd } }
            </style>
            """;

    private final List<String> peers;
    private final Map<String, List<Point>> panels;
    private final String across;

    /**
     * @param across what is told from left to right
     * @param peers in the order of the legend
     * @param panels points by title, in the order of the panels; those without points are left out
     */
    public Chart(String across, List<String> peers, Map<String, List<Point>> panels) {
        this.across = across;
        this.peers = List.copyOf(peers);
        this.panels = panels;
    }

    static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    /** The whole file. */
    public String svg() {
        List<Map.Entry<String, List<Point>>> drawn = panels.entrySet().stream()
                .filter(panel -> !panel.getValue().isEmpty())
                .toList();
        int rows = (drawn.size() + COLUMNS - 1) / COLUMNS;
        int width = COLUMNS * Panel.WIDTH;
        int height = rows * Panel.HEIGHT + LEGEND_HEIGHT;
        StringBuilder svg = new StringBuilder(form(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d'>%n",
                width, height));
        svg.append(STYLE);
        for (int i = 0; i < drawn.size(); i++) {
            Panel panel = new Panel(drawn.get(i).getKey(), drawn.get(i).getValue());
            svg.append(moved(i % COLUMNS * Panel.WIDTH, i / COLUMNS * Panel.HEIGHT, panel.svg(peers)));
        }
        return svg.append(moved(0, rows * Panel.HEIGHT, legend()))
                .append("</svg>\n")
                .toString();
    }

    private static String moved(int x, int y, String content) {
        return form("<g transform='translate(%d,%d)'>\n%s</g>\n", x, y, content);
    }

    private String legend() {
        StringBuilder legend = new StringBuilder();
        for (int i = 0; i < peers.size(); i++) {
            int x = 20 + i % LEGEND_COLUMNS * LEGEND_WIDTH;
            int y = 14 + i / LEGEND_COLUMNS * 20;
            legend.append(form("<circle cx='%d' cy='%d' r='5' fill='%s'/>\n", x, y, colour(i)));
            legend.append(form("<text x='%d' y='%d'>%s</text>\n", x + 12, y + 4, peers.get(i)));
        }
        return legend.append(form("<text x='20' y='62'>Across: %s.</text>\n", across))
                .toString();
    }
}
