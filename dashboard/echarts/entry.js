// What the page takes of Apache ECharts; README.md says how this becomes echarts.js.
import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, HeatmapChart, LineChart]);
use([GridComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);

export { init } from "echarts/core";
