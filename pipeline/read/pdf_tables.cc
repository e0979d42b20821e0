#include "pipeline/read/pdf_tables.h"

#include <algorithm>
#include <numeric>

namespace expurge {
namespace {

constexpr float kTouch = 3;      // lines nearer than this meet
constexpr float kSameEdge = 4;   // edges nearer than this are one
constexpr size_t kMaxRules = 2000;

bool Touch(const Rule& a, const Rule& b) {
  return a.x0 <= b.x1 + kTouch && b.x0 <= a.x1 + kTouch && a.y0 <= b.y1 + kTouch &&
         b.y0 <= a.y1 + kTouch;
}

std::vector<float> Edges(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  std::vector<float> edges;
  for (float value : values) {
    if (edges.empty() || value - edges.back() > kSameEdge) edges.push_back(value);
  }
  return edges;
}

size_t Root(std::vector<size_t>& parent, size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

}  // namespace

std::vector<Grid> FindGrids(const std::vector<Rule>& all) {
  // A page with thousands of lines is a drawing; what it frames is read as plain text.
  if (all.size() > kMaxRules) return {};
  std::vector<Rule> rules = all;
  std::sort(rules.begin(), rules.end(),
            [](const Rule& a, const Rule& b) { return a.y0 < b.y0; });
  std::vector<size_t> parent(rules.size());
  std::iota(parent.begin(), parent.end(), 0);
  for (size_t i = 0; i < rules.size(); ++i) {
    for (size_t k = i + 1; k < rules.size() && rules[k].y0 <= rules[i].y1 + kTouch; ++k) {
      if (Touch(rules[i], rules[k])) parent[Root(parent, k)] = Root(parent, i);
    }
  }
  std::vector<Grid> grids;
  for (size_t root = 0; root < rules.size(); ++root) {
    if (Root(parent, root) != root) continue;
    std::vector<float> xs;
    std::vector<float> ys;
    for (size_t i = 0; i < rules.size(); ++i) {
      if (Root(parent, i) != root) continue;
      if (rules[i].horizontal()) {
        ys.push_back((rules[i].y0 + rules[i].y1) / 2);
      } else {
        xs.push_back((rules[i].x0 + rules[i].x1) / 2);
      }
    }
    Grid grid{Edges(std::move(xs)), Edges(std::move(ys))};
    if (grid.columns.size() < 2 || grid.rows.size() < 2) continue;
    if (grid.columns.size() + grid.rows.size() < 5) continue;  // a frame, no table
    grids.push_back(std::move(grid));
  }
  std::sort(grids.begin(), grids.end(),
            [](const Grid& a, const Grid& b) { return a.top() < b.top(); });
  return grids;
}

size_t IntervalOf(const std::vector<float>& edges, float value) {
  const auto next = std::upper_bound(edges.begin(), edges.end(), value);
  const size_t index = static_cast<size_t>(next - edges.begin());
  if (index == 0) return 0;
  return std::min(index - 1, edges.size() - 2);
}

}  // namespace expurge
