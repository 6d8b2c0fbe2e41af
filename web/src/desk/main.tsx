import '../ui/base.css';
import '../ui/ui.css';
