#include "pipeline/version/document_rules.h"

namespace expurge {

ReportFacts FactsOf(const Analysis& analysis) {
  ReportFacts facts;
  for (const Finding& finding : analysis.findings) {
    facts.conjugal_violence |= finding.categories.Has(Category::kConjugalViolence);
    facts.protected_address |= finding.categories.Has(Category::kIdentiteAdresseProtegee);
  }
  return facts;
}

void ProtectAddresses(Analysis& analysis) {
  if (!FactsOf(analysis).conjugal_violence) return;
  for (Finding& finding : analysis.findings) {
    if (finding.categories.Has(Category::kIdentiteAdresse) ||
        finding.categories.Has(Category::kIdentiteTelephone)) {
      finding.categories.Add(Category::kIdentiteAdresseProtegee);
    }
  }
}

}  // namespace expurge
