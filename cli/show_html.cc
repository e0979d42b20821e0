// One self-contained page: the report with its passages coloured by group of categories, a legend,
// and a list with the reasons. No network, no script.

#include <algorithm>
#include <array>

#include "cli/messages.h"
#include "cli/show.h"

namespace expurge {
namespace {

std::string Escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// The group of a category is the first part of its id; each group has one colour of the legend.
struct Group {
  std::string_view id;
  std::string_view colour;
};
constexpr std::array kGroups = {
    Group{"sante", "#f9c6c9"},        Group{"sejour", "#cfe3ff"},   Group{"conjugal", "#ffd9b0"},
    Group{"hypothese", "#e6d4ff"},    Group{"appreciation", "#d9c8f5"},
    Group{"identite", "#d5efd0"},     Group{"enfance_danger", "#ffb8a8"},
    Group{"parentalite", "#ffe7a8"},  Group{"justice", "#d6d6d6"},  Group{"finances", "#c9f0ee"},
    Group{"logement", "#bfe5d8"},     Group{"emploi", "#e3efb5"},   Group{"scolarite", "#f3efb0"},
    Group{"inconnu", "#eeeeee"},      Group{"autre", "#f0d6e8"}};

size_t GroupOf(const CategorySet& categories) {
  for (const Category category : categories.List()) {
    const std::string_view id = CategoryId(category);
    const std::string_view head = id.substr(0, id.find('.'));
    for (size_t i = 0; i < kGroups.size(); ++i) {
      if (kGroups[i].id == head) return i;
    }
  }
  return kGroups.size() - 1;
}

std::string Labels(const Shown& shown, const CategorySet& categories) {
  std::string joined;
  for (const Category category : categories.List()) {
    const std::string& label = shown.policy->CategoryLabel(category);
    joined += (joined.empty() ? "" : " ; ") + (label.empty() ? std::string(CategoryId(category))
                                                             : label);
  }
  return joined;
}

// Passages may overlap; on the page they are laid side by side: each byte belongs to the first
// passage that covers it.
std::vector<TextRange> WithoutOverlap(const std::vector<Finding>& findings) {
  std::vector<TextRange> ranges;
  size_t at = 0;
  for (const Finding& finding : findings) {
    const size_t begin = std::max(at, finding.passage.begin);
    ranges.push_back({begin, std::max(begin, finding.passage.end)});
    at = std::max(at, finding.passage.end);
  }
  return ranges;
}

std::string Report(const Shown& shown, const std::vector<Finding>& findings) {
  const std::string_view text = shown.document->text.Reveal();
  const std::vector<TextRange> ranges = WithoutOverlap(findings);
  std::string out;
  size_t at = 0;
  for (size_t i = 0; i < findings.size(); ++i) {
    if (ranges[i].empty()) continue;
    out += Escape(text.substr(at, ranges[i].begin - at));
    out += "<mark class=\"g" + std::to_string(GroupOf(findings[i].categories)) + "\" id=\"p" +
           std::to_string(i + 1) + "\" title=\"" + Escape(Labels(shown, findings[i].categories)) +
           "\"><a href=\"#l" + std::to_string(i + 1) + "\">" + std::to_string(i + 1) + "</a>" +
           Escape(ranges[i].In(text)) + "</mark>";
    at = ranges[i].end;
  }
  return out + Escape(text.substr(at));
}

std::string List(const Shown& shown, const std::vector<Finding>& findings) {
  const std::string_view text = shown.document->text.Reveal();
  std::string out;
  for (size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    out += "<tr id=\"l" + std::to_string(i + 1) + "\"><td><a href=\"#p" + std::to_string(i + 1) +
           "\">" + std::to_string(i + 1) + "</a></td><td class=\"g" +
           std::to_string(GroupOf(finding.categories)) + "\">" +
           Escape(Labels(shown, finding.categories)) + "</td><td>" +
           Escape(finding.passage.In(text)) + "</td><td>" + Escape(finding.evidence) +
           "<br><small>" + Escape(finding.rule) + "</small></td>";
    if (shown.decisions != nullptr) {
      const auto covering = std::find_if(
          shown.decisions->begin(), shown.decisions->end(),
          [&](const Decision& decision) { return decision.range.Overlaps(finding.passage); });
      out += "<td>";
      if (covering != shown.decisions->end()) {
        out += Escape(Message(covering->transmitted() ? "show.sent" : "show.held",
                              {std::string(SymbolText(covering->ruling.symbol)),
                               shown.policy->JustificationText(covering->ruling.justification)}));
      }
      out += "</td>";
    }
    out += "</tr>\n";
  }
  return out;
}

std::string Legend(const Shown& shown, const std::vector<Finding>& findings) {
  std::array<std::string, kGroups.size()> labels;
  for (const Finding& finding : findings) {
    const size_t group = GroupOf(finding.categories);
    if (labels[group].empty()) labels[group] = Labels(shown, {finding.categories.List().front()});
  }
  std::string out;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i].empty()) {
      out += "<li><span class=\"g" + std::to_string(i) + "\">" + std::string(kGroups[i].id) +
             "</span> " + Escape(labels[i]) + "</li>";
    }
  }
  return out;
}

}  // namespace

std::string ShowHtml(const Shown& shown) {
  const std::vector<Finding> findings = ShownFindings(shown);
  std::string style =
      "body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
      "pre{white-space:pre-wrap;font:inherit;border:1px solid #ccc;padding:1rem}"
      "mark a{font-size:.7em;vertical-align:super;text-decoration:none;margin-right:.2em}"
      "table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3rem .5rem;"
      "text-align:left;vertical-align:top}ul{list-style:none;padding:0;columns:2}";
  for (size_t i = 0; i < kGroups.size(); ++i) {
    style += ".g" + std::to_string(i) + "{background:" + std::string(kGroups[i].colour) + "}";
  }
  std::string out = "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>" +
                    Message("html.title") + "</title><style>" + style + "</style></head><body>\n";
  out += "<h1>" + Message("html.title") + "</h1><p>" + Escape(shown.name) + " — " +
         Message("show.count", {std::to_string(findings.size())}) + "</p>\n";
  if (shown.recipient != nullptr) {
    out += "<p>" + Message("html.recipient", {Escape(shown.recipient->label)}) + "</p>\n";
  }
  out += "<h2>" + Message("html.legend") + "</h2><ul>" + Legend(shown, findings) + "</ul>\n";
  out += "<h2>" + Message("html.report") + "</h2><pre>" + Report(shown, findings) + "</pre>\n";
  out += "<h2>" + Message("html.list") + "</h2><table><tr><th>" + Message("html.number") +
         "</th><th>" + Message("html.category") + "</th><th>" + Message("html.passage") +
         "</th><th>" + Message("html.reason") + "</th>";
  if (shown.decisions != nullptr) out += "<th>" + Message("html.decision") + "</th>";
  return out + "</tr>\n" + List(shown, findings) + "</table></body></html>\n";
}

}  // namespace expurge
