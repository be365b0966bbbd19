// Tells electron-builder that the archive has no packages: everything is in the bundles, and the terminal's packages lie
// beside the archive. Otherwise it would take those of the whole project, with all that only tests need.
module.exports = () => false;
